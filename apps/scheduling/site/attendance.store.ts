import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, projectIfNewer, type Projection, text } from '#persistence';

type AttendanceDocument = Projection & {
  readonly meetingId: string;
  readonly siteId: string;
  readonly attending: boolean;
};

const schema = new Schema<AttendanceDocument>(
  {
    _id: text,
    revision: { type: Number, required: true },
    meetingId: text,
    siteId: text,
    attending: { type: Boolean, required: true },
  },
  { versionKey: false, strict: 'throw' },
);
schema.index({ meetingId: 1, siteId: 1, attending: 1 });

/** Per invitation whether its office comes to the site, by the latest event. */
@Injectable()
export class AttendanceStore {
  readonly #attendances: Model<AttendanceDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#attendances = connection.model<AttendanceDocument>('Attendance', schema, 'attendances');
  }

  said(
    invitationId: string,
    revision: number,
    content: { meetingId: string; siteId: string; attending: boolean },
  ): Promise<boolean> {
    return projectIfNewer(this.#attendances, invitationId, revision, content);
  }

  countAttending(meetingId: string, siteId: string): Promise<number> {
    return this.#attendances.countDocuments({ meetingId, siteId, attending: true });
  }
}
