import { useState } from 'react';
import type { Check, Meeting, SiteReadiness, Unplaced } from '#contracts';
import { type ApiProblem, ask, problemFrom } from '../page/api.js';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';
import { useAnswer } from '../page/use-answer.js';

type Plan = { booked: Check[]; unplaced: Unplaced[] };

export const Checks = ({ meeting, mayPlan }: { meeting: Meeting; mayPlan: boolean }) => {
  const { words, named, dated, tongue } = useReader();
  const readiness = useAnswer<{ items: SiteReadiness[] }>(`/meetings/${meeting.id}/readiness`);
  const [plan, setPlan] = useState<Plan>();
  const [problem, setProblem] = useState<ApiProblem>();
  const planChecks = async () => {
    try {
      setPlan(await ask<Plan>(tongue, `/meetings/${meeting.id}/check-plan`, { method: 'POST', json: {} }));
      setProblem(undefined);
      readiness.reload();
    } catch (error) {
      setProblem(problemFrom(tongue, error));
    }
  };
  const joining = readiness.value?.items.filter((site) => site.attending > 0) ?? [];
  const causes = ({ faults, note }: NonNullable<SiteReadiness['lastResult']>) => [...faults.map((fault) => words.faults[fault] ?? fault), ...(note === undefined ? [] : [note])].join(', ');
  return (
    <section>
      <p className="headline">
        {words.ready} <strong>{joining.filter((site) => site.status === 'passed').length}</strong> {words.outOf} <strong>{joining.length}</strong> {words.sites(joining.length)}
      </p>
      <p>
        {mayPlan && <button onClick={() => void planChecks()}>{words.plan}</button>}{' '}
        {plan !== undefined && (
          <output>
            {words.planned(plan.booked.length)}
            {plan.unplaced.length > 0 && `, ${words.unplaced(plan.unplaced.length)}`}
          </output>
        )}
      </p>
      <Notice problem={problem ?? readiness.problem} />
      <div className="scroll">
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
            const { status, lastResult: last, next } = site;
            return (
              <tr key={site.siteId}>
                <th scope="row">{named(site.name)}</th>
                <td>{site.attending}</td>
                <td>
                  <span className={`badge ${status}`}>{words[status]}</span>
                  {last !== undefined && last.state !== 'passed' && (
                    <>
                      {' '}
                      <small>
                        {words.lastResult}: {words[last.state]}
                        {last.faults.length > 0 && ` (${causes(last)})`}
                      </small>
                    </>
                  )}
                </td>
                <td>{next === undefined ? '–' : dated(next.startsAt, meeting.timeZone)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      </div>
    </section>
  );
};
