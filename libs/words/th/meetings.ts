/** What a meeting says until somebody says it otherwise. */
export const meetings = {
  usual: { organiser: 'หน่วยงานผู้จัดประชุม', purpose: 'ประชุมร่วมกับหน่วยงานในจังหวัด', place: 'ศาลากลางจังหวัดของท่าน' },
};
