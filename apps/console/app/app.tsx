import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueryClient } from '../kit/data/query-client.js';
import { ReaderProvider } from '../kit/reader.js';
import { createConsoleRouter } from './routes.js';
import { SessionProvider } from './session.js';

export const App = () => {
  const [client] = useState(createQueryClient);
  const [router] = useState(createConsoleRouter);
  return (
    <ReaderProvider>
      <QueryClientProvider client={client}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </ReaderProvider>
  );
};
