// What a reply is compared with: Fastify that parses a body and inserts it as one document by mongoose, and nothing more.
import { fastify } from 'fastify';
import { Schema } from 'mongoose';
import { connectMongo } from '#persistence';

const text = { type: String, required: true };
const schema = new Schema({
  token: text,
  answer: text,
  attendees: [new Schema({ name: text, position: String }, { _id: false })],
  receivedAt: { type: Date, required: true },
});
type Body = { content: { answer: string; attendees: { name: string; position?: string }[] } };

const connection = await connectMongo(process.env.MONGODB_URL ?? '', 'bench-insert');
const replies = connection.model('Reply', schema);
await replies.init();
const server = fastify();
server.put<{ Params: { token: string }; Body: Body }>('/replies/:token', async ({ params, body }) => {
  const reply = await replies.create({ token: params.token, ...body.content, receivedAt: new Date() });
  return { id: reply.id };
});
server.get('/health', () => ({ ready: true }));
await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
