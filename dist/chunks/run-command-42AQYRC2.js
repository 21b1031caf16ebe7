import{ub as a}from"./chunk-HIH743AA.js";import"./chunk-QEQUZPQ6.js";import"./chunk-UOSVIH3N.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
