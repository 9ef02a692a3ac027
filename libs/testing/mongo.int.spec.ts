import mongoose from 'mongoose';
import { describe, expect, it } from '@jest/globals';
import { startMongo } from './index.js';

describe('the document server that tests run on', () => {
  it('keeps a document for mongoose, in a database of the test’s own', async () => {
    const server = await startMongo();
    const connection = await mongoose.createConnection(server.url, { dbName: server.database() }).asPromise();
    const Note = connection.model('Note', new mongoose.Schema({ _id: String, text: String }));
    await Note.create({ _id: 'n1', text: 'หนังสือเชิญ' });
    await expect(Note.findById('n1').lean()).resolves.toMatchObject({ text: 'หนังสือเชิญ' });
    await connection.dropDatabase();
    await connection.close();
    await server.stop();
  });
});
