export const selfCheckVerdicts = {
  'pre-check-passed': 'Pre-check passed',
  doubtful: 'Doubtful',
  'not-passed': 'Pre-check not passed',
};
