import"./chunk-SPH6724G.js";import"./chunk-CGQB6TU3.js";import{N as p,R as e}from"./chunk-7Z3Y6HJH.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";var f={name:"Beginnings",text:`query Beginnings($ids: [ID!]!) { rateLimit { cost remaining resetAt }
  nodes(ids: $ids) { ... on IssueComment { userContentEdits(last: 3) { totalCount
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${p}`},n=25;async function y(s,o){let i=[];for(let t=0;t<o.length;t+=n){let r=o.slice(t,t+n).map(({id:m})=>m),{data:d}=await s.askNode(f,{ids:r});i.push(...r.map((m,a)=>d.at("nodes",a,"userContentEdits").list("nodes").map(e)))}return i}export{f as BEGINNINGS_QUERY,y as readBeginnings};
