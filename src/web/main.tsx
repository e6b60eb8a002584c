import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-sans-3/wght.css';
import './ui/tokens.css';
// Parts that several pages share, in this order: later ones refine earlier ones.
import './ui/menus.css';
import './ui/controls.css';
import './ui/grids.css';
import './ui/dialogs.css';
import './ui/tables.css';
import './ui/stages.css';
import './ui/figures.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { makeQueryClient } from './queryClient.ts';
import { makeRouter } from './router.tsx';
import { backTo } from './ui/back.ts';
import { followSystem } from './ui/colourScheme.ts';

// The content security policy forbids making code from text, which zod would do to check faster.
z.config({ jitless: true });
followSystem();

const client = makeQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: backTo(href), replace: true });
});
const router = makeRouter(client);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the application.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
