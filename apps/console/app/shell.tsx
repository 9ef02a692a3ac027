import { Link, Outlet } from '@tanstack/react-router';
import { type SignedInStaff } from '#contracts';
import { ClockBar } from '../features/rehearsal/clock-bar.js';
import { Dialog } from '../kit/dialog.js';
import { Loading, Notice } from '../kit/notice.js';
import { useWords } from '../kit/reader.js';
import { Choices } from './choices.js';
import { Heading } from './heading.js';
import { MeetingHead } from './meeting-head.js';
import { useSession } from './session.js';
import { SignInForm } from './sign-in.js';
import { Stages } from './stages.js';

const Brand = () => {
  const words = useWords('shell');
  return (
    <Link to="/" className="brand">
      {words.product}
    </Link>
  );
};

/** Nobody is signed in: the address stays, and is where one gets to. */
const Outside = () => {
  const words = useWords('session');
  const shell = useWords('shell');
  const { staff, problem, look, begin } = useSession();
  return (
    <div className="outside">
      <header>
        <Brand />
        <Choices />
      </header>
      <main id="content">
        {staff === undefined ? (
          problem === undefined ? (
            <Loading />
          ) : (
            <Notice problem={problem} retry={look} />
          )
        ) : (
          <div className="sign-in">
            <Heading title={words.signIn} of={`${words.signIn} · ${shell.product}`} />
            <p>{words.tagline}</p>
            <SignInForm onSignedIn={begin} />
          </div>
        )}
      </main>
    </div>
  );
};

const Inside = ({ staff }: { staff: SignedInStaff }) => {
  const words = useWords('shell');
  const session = useWords('session');
  const { ended, begin, signOut } = useSession();
  return (
    <div className="inside">
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header>
        <Brand />
        <MeetingHead />
        <div className="person">
          <Choices />
          <Link to="/account">{staff.name}</Link>
          <button type="button" className="quiet" onClick={() => void signOut()}>
            {session.signOut}
          </button>
        </div>
      </header>
      <ClockBar staff={staff} />
      <Stages staff={staff} />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      {ended && (
        <Dialog title={session.signIn}>
          <p role="alert">{session.ended}</p>
          <SignInForm onSignedIn={begin} />
        </Dialog>
      )}
    </div>
  );
};

export const Shell = () => {
  const { staff } = useSession();
  return staff === null || staff === undefined ? <Outside /> : <Inside key={staff.id} staff={staff} />;
};
