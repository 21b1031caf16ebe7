import{a as l,b as c,c as d,d as E}from"./chunk-WNEBCIVM.js";import{d as m}from"./chunk-GZCKPRDB.js";import"./chunk-RIZRSVPL.js";import"./chunk-XLX4PZCS.js";import{a as u}from"./chunk-7BZ6WDZM.js";import"./chunk-6DHFEWGX.js";var p=`pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } }`,f=`pageInfo { hasNextPage endCursor }
      nodes { __typename
        ... on ClosedEvent { createdAt actor { ...Who } }
        ... on ReopenedEvent { createdAt actor { ...Who } }
        ... on CommentDeletedEvent { createdAt actor { ...Who } deletedCommentAuthor { ...Who } } }`,$=e=>`item: issueOrPullRequest(number: $number) {
    ... on Issue { timelineItems(first: 100${e}, itemTypes: [CLOSED_EVENT, REOPENED_EVENT, COMMENT_DELETED_EVENT]) { ${f} } }
    ... on PullRequest { timelineItems(first: 100${e}, itemTypes: [CLOSED_EVENT, REOPENED_EVENT, COMMENT_DELETED_EVENT]) { ${f} } } }`;function y(e,n){let t=Array.from({length:e},(o,a)=>a),r=t.map(o=>`, $o${o}: String!, $r${o}: String!, $n${o}: Int!`).join(""),i=t.map(o=>`p${o}: repository(owner: $o${o}, name: $r${o}) { pullRequest(number: $n${o}) { ...Remembered } }`);return{name:"Evidence",text:`query Evidence($owner: String!, $name: String!, $number: Int!${n?", $comment: ID!":""}${r}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { ${$("")} }
  ${n?`comment: node(id: $comment) { ... on IssueComment { userContentEdits(first: 25) { ${p} } } }`:""}
  ${i.join(`
  `)} }
${e===0?"":`fragment Remembered on PullRequest { mergedAt mergedBy { ...Who }
  reviews(first: 100) { pageInfo { hasNextPage } nodes { id state submittedAt author { ...Who } } }
  dismissals: timelineItems(first: 100, itemTypes: [REVIEW_DISMISSED_EVENT]) { pageInfo { hasNextPage } nodes { ... on ReviewDismissedEvent {
    previousReviewState review { id } } } } }`}
${m}`}}var g={name:"Timeline",text:`query Timeline($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { ${$(", after: $after")} } }
${m}`},w={name:"Revisions",text:`query Revisions($comment: ID!, $after: String) { rateLimit { cost remaining resetAt }
  comment: node(id: $comment) { ... on IssueComment { userContentEdits(first: 25, after: $after) { ${p} } } } }
${m}`};var S=100;async function D(e,n,{comment:t,pulls:r}){let{data:i}=await e.ask(y(r.length,t!==null),{number:n,...t===null?{}:{comment:t.id},...Object.assign({},...r.map(h))});return{timeline:await N(e,n,i.at("repository","item")),pulls:r.map((s,o)=>{let a=i.at(`p${o}`,"pullRequest");return a.failed&&!T(a)&&a.lacking(),d(a)}),revisions:t===null?v():I(e,t,i.at("comment"))}}async function*V(e,n){yield*I(e,n,await R(e,n,null))}async function*I(e,n,t){let r=t;for(;;){let{nodes:i,next:s}=r.page("userContentEdits");for(let o of i)yield E(o);if(s===null)return;r=await R(e,n,s)}}async function*v(){}async function R(e,{id:n},t){let{data:r}=await e.askNode(w,{comment:n,after:t});return r.at("comment")}async function N(e,n,t){let{nodes:r,next:i}=t.page("timelineItems"),s=l(r);for(let o=1;i!==null;o++){if(o>=S)throw _(e,n);let{data:a}=await e.ask(g,{number:n,after:i});({nodes:r,next:i}=a.at("repository","item").page("timelineItems")),s=c(s,l(r))}return s}async function L(e,n){try{let{data:t}=await e.rest({route:"GET /repos/{owner}/{repo}/actions/runs/{run_id}",params:{run_id:n},what:`read the workflow run ${n}`,needs:"actions: read",kind:"read"});return{createdAt:t.time("created_at"),repo:t.at("repository").text("full_name")}}catch(t){if(t instanceof u&&t.code==="not_found")return null;throw t}}function h({repo:e,number:n},t){let[r="",i=""]=e.split("/");return{[`o${t}`]:r,[`r${t}`]:i,[`n${t}`]:n}}function T({error:e}){return e?.type==="NOT_FOUND"||e?.type==="FORBIDDEN"}function _(e,n){return new u("github_unreachable",`The timeline of ${e.name}#${n} does not end.`)}export{V as listRevisions,D as readEvidence,L as readRun};
