/** Site of the events that `demo` shows the report with. */
export const sampleSite = 'sample';
