import{wa as a}from"./chunk-SPH6724G.js";import"./chunk-CGQB6TU3.js";import"./chunk-7Z3Y6HJH.js";import"./chunk-QK2WMUXQ.js";import"./chunk-6DHFEWGX.js";export{a as runCommandOver};
