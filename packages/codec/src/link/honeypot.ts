/** The label of a link that no person sees: whoever follows one is a program. */
export const honeypotLabel = 'honeypot';
