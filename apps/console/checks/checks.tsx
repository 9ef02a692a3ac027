import { useState } from 'react';
import type { Check, Meeting, SiteReadiness, Unplaced } from '#contracts';
import { ApiProblem, ask } from '../page/api.js';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';
import { useAnswer } from '../page/use-answer.js';

type Plan = { booked: Check[]; unplaced: Unplaced[] };

export const Checks = ({ meeting }: { meeting: Meeting }) => {
  const { words, named, dated, tongue } = useReader();
  const readiness = useAnswer<{ items: SiteReadiness[] }>(`/meetings/${meeting.id}/readiness`);
  const checks = useAnswer<{ items: Check[] }>(`/meetings/${meeting.id}/checks`);
  const [plan, setPlan] = useState<Plan>();
  const [problem, setProblem] = useState<ApiProblem>();
  const planChecks = async () => {
    try {
      setPlan(await ask<Plan>(tongue, `/meetings/${meeting.id}/check-plan`, { method: 'POST', json: {} }));
      setProblem(undefined);
      readiness.reload();
      checks.reload();
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
    }
  };
  const joining = readiness.value?.items.filter((site) => site.attending > 0) ?? [];
  const startOf = new Map(checks.value?.items.map((check) => [check.id, check.startsAt]));
  return (
    <section>
      <p className="headline">
        <strong>{joining.filter((site) => site.status === 'passed').length}</strong> {words.ready} <strong>{joining.length}</strong>
      </p>
      <p>
        <button onClick={() => void planChecks()}>{words.plan}</button>{' '}
        {plan !== undefined && (
          <output>
            {plan.booked.length} {words.planned}
            {plan.unplaced.length > 0 && `, ${plan.unplaced.length} ${words.unplaced}`}
          </output>
        )}
      </p>
      <Notice problem={problem ?? readiness.problem ?? checks.problem} />
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{words.site}</th>
            <th scope="col">{words.attending}</th>
            <th scope="col">{words.readiness}</th>
            <th scope="col">{words.checks}</th>
          </tr>
        </thead>
        <tbody>
          {readiness.value?.items.map((site) => {
            const start = site.checkId === undefined ? undefined : startOf.get(site.checkId);
            return (
              <tr key={site.siteId}>
                <th scope="row">{named(site.name)}</th>
                <td>{site.attending}</td>
                <td>
                  <span className={`badge ${site.status}`}>{words[site.status]}</span>
                </td>
                <td>{start === undefined ? '–' : dated(start, meeting.timeZone)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
