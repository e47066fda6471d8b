/** Texts of the login, of shared links, and of errors where there is no page to show them in. */
export const access = {
  access: {
    title: 'Log in to hitmark',
    logIn: 'Log in',
    name: 'Name',
    password: 'Password',
    token: 'Token',
    onlyToken: 'With the token of the API: leave the name empty.',
    wrong: 'Name or password is wrong.',
    tooMany: (seconds: string) => `Too many attempts: try again in ${seconds} s.`,
    nobody:
      'Nobody can log in: set report.accounts (hitmark report password makes the hash), or report.token.',
    plainHttp:
      'A login over plain http could be read by others: open the report on its own machine by localhost, or put https in front and set report.publicUrl.',
    goOn: 'Go on',
    ended: 'This link has ended',
    askAgain: 'Ask whoever has sent it to you for a new one.',
    error: 'This can not be shown',
    allSites: 'All sites',
    /** Texts of errors by their codes. For all others the page shows the API's message, in English. */
    errors: { 'not-found': 'There is no such page.' } as Readonly<Record<string, string>>,
  },
};
