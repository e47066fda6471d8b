const markup =
  '"><script>window.broken = 1</script><img src=//evil.example/x onerror="window.broken = 1">';
const turned = '\u202eevil\u202c\u0000\u0007 قهوة ';

/** Texts that others may send: markup, quotes, characters that turn or ring, and 8 KB of them. */
const hostileText = `${markup}${turned}'); alert(1); //${'w'.repeat(200)} ${'long '.repeat(1_600)}`;

/** Events whose every text is hostile: of the web and of one email. */
export function hostileEvents(atMs: number): readonly object[] {
  const at = (second: number): string => new Date(atMs + second * 1_000).toISOString();
  const client = Object.fromEntries(
    ['user_agent', 'browser', 'os', 'device', 'language', 'screen', 'timezone', 'country'].map(
      (name) => [name, hostileText],
    ),
  );
  const who = { visitor: hostileText, visitor_kind: 'cookie', user: hostileText, client };
  const page = {
    site: 'hostile',
    url: `https://a.example/${encodeURIComponent(hostileText.slice(0, 500))}`,
    title: hostileText,
    referrer: hostileText,
    search: hostileText,
    view: hostileText,
    campaign: { source: hostileText, medium: hostileText, name: hostileText },
    actor: 'human',
    actor_reasons: [hostileText],
  };
  const email = {
    site: 'hostile',
    // A longer name can't be filtered by.
    message: hostileText.slice(0, 1_500),
    recipient: hostileText,
    sent_time: at(0),
    data: { subject: hostileText, [hostileText]: hostileText },
    actor: 'human',
  };
  const link = { url: `https://a.example/?q=${markup}`, position: 1, label: hostileText };
  const data = { [hostileText]: hostileText, message: hostileText, name: hostileText, value: 7 };
  return [
    { ...email, type: 'sent', id: 'h-1', time: at(0) },
    { ...email, type: 'open', id: 'h-2', time: at(1) },
    { ...email, type: 'click', id: 'h-3', time: at(2), link, client },
    { ...page, ...who, type: 'pageview', id: 'h-4', time: at(3), click: 'h-3' },
    { ...page, ...who, type: 'event', name: hostileText, id: 'h-5', time: at(4), data },
    { ...page, ...who, type: 'event', name: 'error', id: 'h-6', time: at(5), data },
    { ...page, ...who, type: 'event', name: 'vital', id: 'h-7', time: at(6), data },
  ];
}
