/** The style of the edge's own pages. The policy of content allows it by its hash (infra/security-headers.ts). */
export const PAGE_STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:0;min-height:100dvh;display:grid;place-content:center;justify-items:center;text-align:center;' +
  'padding:16px;box-sizing:border-box;font:16px/1.5 system-ui,sans-serif;' +
  'color:light-dark(#16181b,#eceef0);background:light-dark(#fafafa,#121416)}' +
  'h1{font-size:28px;line-height:1.2;margin:0 0 8px}' +
  'p{margin:0 0 24px;color:light-dark(#5a6068,#a3aab2)}' +
  'a{display:inline-block;padding:10px 20px;border-radius:8px;font-weight:600;text-decoration:none;' +
  'color:light-dark(#fff,#101418);background:light-dark(#0b5fcc,#7db4ff)}' +
  'a:focus-visible{outline:2px solid light-dark(#0b5fcc,#7db4ff);outline-offset:2px}'
