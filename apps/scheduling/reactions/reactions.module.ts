import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CheckModule } from '../check/check.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SiteModule } from '../site/site.module.js';
import { CountAttendanceWhenOfficesAnswer } from './count-attendance-when-offices-answer.js';
import { DeriveReadinessWhenChecksChange } from './derive-readiness-when-checks-change.js';
import { DeriveReadinessWhenDossierChanges } from './derive-readiness-when-dossier-changes.js';
import { FollowMeetingWhenRegistrationTells } from './follow-meeting-when-registration-tells.js';
import { KeepDaysOffWhenHolidayChanged } from './keep-days-off-when-holiday-changed.js';

/** What is done when something is heard of: the one place where features meet. */
@Module({
  imports: [CalendarModule, MeetingModule, SiteModule, CheckModule, ReadinessModule],
  controllers: [
    FollowMeetingWhenRegistrationTells,
    KeepDaysOffWhenHolidayChanged,
    CountAttendanceWhenOfficesAnswer,
    DeriveReadinessWhenChecksChange,
    DeriveReadinessWhenDossierChanges,
  ],
})
export class ReactionsModule {}
