export const selfCheckVerdicts = {
  'pre-check-passed': 'ผ่านการตรวจเบื้องต้น',
  doubtful: 'ยังไม่แน่ใจ',
  'not-passed': 'ไม่ผ่านการตรวจเบื้องต้น',
};
