import { Inject } from '@nestjs/common';

/** What the connection is provided under, for factories. */
export const connectionToken = Symbol('MongoConnection');

/** Injects the service's mongoose connection; a store makes its model of it: `connection.model<Doc>(name, schema)`. */
export const InjectConnection = (): ParameterDecorator => Inject(connectionToken);
