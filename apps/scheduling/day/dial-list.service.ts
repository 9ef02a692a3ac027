import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type ExportDialPlan, type ReturnOf } from '#contracts';
import { asker, withinReach } from '#messaging';
import { inTemporaryFolder } from '#platform';
import { writeCsv } from '#sheets';
import { clockText, conferenceWordsOf, type Language, provinceName, textIn } from '#words';
import { DossierStore, opensSitePersons } from '../dossier/dossier.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { DayService, phoneOf } from './day.service.js';

/** The dial plan for office programs, and for whoever dials from paper. */
@Injectable()
export class DialListService {
  constructor(
    private readonly days: DayService,
    private readonly dossiers: DossierStore,
    private readonly meetings: MeetingStore,
  ) {}

  async export(meetingId: string, language: Language): Promise<ReturnOf<typeof ExportDialPlan>> {
    const { list, systems } = conferenceWordsOf(language);
    const { columns } = list;
    const [{ sites, places }, times] = await Promise.all([this.days.load(meetingId), this.meetings.timesOf(meetingId)]);
    const shown = withinReach(sites)
      .map((site) => ({ site, place: places.get(site.siteId) }))
      .sort((one, other) => (one.place?.wave ?? 0) - (other.place?.wave ?? 0));
    const dossiers = await this.dossiers.some(shown.map(({ site }) => site.siteId));
    const rows = shown.map(({ site, place }, index) => {
      const dossier = dossiers.get(site.siteId)?.dossier;
      const opened = opensSitePersons(asker(), site.provinceCode);
      const people = opened ? (dossier?.technicians ?? []) : [];
      return [
        index + 1,
        place?.wave ?? '',
        place === undefined || times === undefined ? '' : clockText(language, times.timeZone, place.dialAt),
        place?.group ?? '',
        textIn(site.name, language),
        provinceName(site.provinceCode, language),
        place?.bridge ?? '',
        (dossier?.systems ?? []).map(({ kind, dial }) => `${systems[kind]} ${dial}`).join('; '),
        (opened ? phoneOf(dossier) : undefined) ?? '',
        people.map(({ name, mobile, phone }) => [name, mobile ?? phone ?? ''].join(' ').trim()).join('; '),
      ];
    });
    const titles = [
      columns.row,
      columns.wave,
      columns.time,
      columns.group,
      columns.site,
      columns.province,
      columns.bridge,
      columns.dial,
      columns.phone,
      columns.people,
    ];
    const content = await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'list');
      await writeCsv(createWriteStream(path), { columns: titles.map((title) => ({ title })), rows });
      return readFile(path, 'base64');
    });
    return { name: `${list.title}.csv`, contentType: 'text/csv; charset=utf-8', content };
  }
}
