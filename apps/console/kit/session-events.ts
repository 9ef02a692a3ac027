/** Told on the window when the API no longer knows who is signed in, and when somebody has signed in. */
export const sessionEnded = 'sala:session-ended';
export const sessionBegun = 'sala:session-begun';
