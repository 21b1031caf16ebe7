import{a as h,b,c as a,d as m,e as O,f as $,g as L,h as E,i as p,j as I}from"./chunk-E5ZLNETZ.js";import{j as f,s as y}from"./chunk-F6IYARFU.js";var M=12e3,d=10,S=6,v=220,T=900,V="<sub>Kept by LoopForge in this comment; do not edit it: edits are noticed.</sub>",_=8,N=3;function B(n,e){let{allowed:t,missing:o,violations:r,repoUrl:i}=e,s=f(n),l=[`### LoopForge: ${a(n.state)}`,x(n,i),...r.slice(0,N).map(U),b(n),F(t),h("Missing for the next step",y(o).map(c=>m(c,v)),S)],u=M-T-l.join(`

`).length,g=w(s.slice(-d),u,i),R=I(s.slice(-d)),j=W(s.slice(0,-d),u-g.join(`
`).length,i);return`${[...l,p(g),R,j,V].filter(c=>c!=="").join(`

`)}
`}function x(n,e){let t=n.transitions.at(-1)?.timestamp,o=[...t===void 0?[]:[`since ${L(t)} UTC`],...n.pr_number===null?[]:[O("pull request",n.pr_number,e)],...n.head.sha===null?[]:[`commit ${a(n.head.sha.slice(0,7))}`],...n.head.cycle===0?[]:[`reopened ${A(n.head.cycle)}`]],r=$(n.state);return[...r===null?[]:[`**${r}**`],o.join(" · ")].join(`<br>
`)}function A(n){return n===1?"once":`${n} times`}function U({seq:n,message:e}){let t=e.split(`
`).slice(0,3).map(i=>m(i,v)).filter(i=>i!=="");return["> [!CAUTION]",`> ${`**Out of order${n===null?"":`, entry ${n}`}.**`} ${t.join(`<br>
> `)}<br>`,"> Open until the missing proof arrives, or a person overrides it and gives a reason."].join(`
`)}function F(n){let e=n.slice(0,_).map(t=>a(t));return`**May come next:** ${e.length===0?"none":e.join(", ")}`}function w(n,e,t){let o=[],r=0;for(let i of n.toReversed()){let s=E(i,t);if(r+=s.length+1,r>e)break;o.unshift(s)}return o}function W(n,e,t){if(n.length===0)return"";let o=w(n,e,t),r=n.length-o.length,i=n.length===1?"1 earlier entry":`${n.length} earlier entries`,s=r===0?[]:[`The record in this comment holds ${r} more.`],l=o.length===0?[]:[p(o)];return[`<details>
<summary>${i}</summary>`,...l,...s,"</details>"].join(`

`)}export{B as a};
