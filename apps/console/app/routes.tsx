import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { directoryPaths } from './directory-paths.js';
import { Failed } from './failed.js';
import { MeetingFrame } from './meeting-frame.js';
import { NotFound } from './not-found.js';
import { pages } from './pages.js';
import { PageFrame } from './page-frame.js';
import { Shell } from './shell.js';
import { SideFrame } from './side-frame.js';
import { useSession } from './session.js';
import { Start } from './start.js';

/** Every place of the console by its address; the pages of a meeting come from the list of pages. */
export const createConsoleRouter = () => {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Failed });
  const start = createRoute({ getParentRoute: () => root, path: '/', component: Start });
  const account = createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(async () => {
      const { AccountPage } = await import('../features/account/account-page.js');
      return {
        default: () => (
          <SideFrame of="account">
            <AccountPage />
          </SideFrame>
        ),
      };
    }),
  });
  const meetings = createRoute({
    getParentRoute: () => root,
    path: '/meetings',
    component: lazyRouteComponent(async () => {
      const { MeetingsPage } = await import('../features/meetings/meetings-page.js');
      const Meetings = () => {
        const { staff } = useSession();
        return <SideFrame of="meetings">{staff && <MeetingsPage staff={staff} />}</SideFrame>;
      };
      return { default: Meetings };
    }),
  });
  const webhooks = createRoute({
    getParentRoute: () => root,
    path: '/system/webhooks',
    component: lazyRouteComponent(async () => {
      const { WebhooksPage } = await import('../features/system/webhooks-page.js');
      return {
        default: () => (
          <SideFrame of="webhooks">
            <WebhooksPage />
          </SideFrame>
        ),
      };
    }),
  });
  const directory = directoryPaths.map((path) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: lazyRouteComponent(async () => ({
        default: (await import('./directory-pages.js')).directoryPages[path],
      })),
    }),
  );
  const meeting = createRoute({ getParentRoute: () => root, path: '/meetings/$meetingId', component: MeetingFrame });
  const begin = createRoute({ getParentRoute: () => meeting, path: '/', component: Start });
  const pageRoutes = pages.flatMap((page) =>
    [page, ...(page.beneath ?? [])].map(({ path, load }) =>
      createRoute({
        getParentRoute: () => meeting,
        path,
        component: lazyRouteComponent(async () => {
          const Component = await load();
          return {
            default: () => (
              <PageFrame page={page}>
                <Component />
              </PageFrame>
            ),
          };
        }),
      }),
    ),
  );
  return createRouter({
    routeTree: root.addChildren([
      start,
      account,
      meetings,
      webhooks,
      ...directory,
      meeting.addChildren([begin, ...pageRoutes]),
    ]),
    defaultPreload: 'intent',
    defaultErrorComponent: Failed,
    scrollRestoration: true,
  });
};
