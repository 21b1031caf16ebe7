import"./chunk-HIH743AA.js";import"./chunk-QEQUZPQ6.js";import{ba as p,na as e}from"./chunk-UOSVIH3N.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";var l={name:"Beginnings",text:`query Beginnings($ids: [ID!]!) { rateLimit { cost remaining resetAt }
  nodes(ids: $ids) { ... on IssueComment { userContentEdits(last: 3) { totalCount
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${e}`},n=25;async function y(s,o){let i=[];for(let t=0;t<o.length;t+=n){let r=o.slice(t,t+n).map(({id:m})=>m),{data:d}=await s.askNode(l,{ids:r});i.push(...r.map((m,a)=>d.at("nodes",a,"userContentEdits").list("nodes").map(p)))}return i}export{l as BEGINNINGS_QUERY,y as readBeginnings};
