import{Pa as a}from"./chunk-TSGFYI3K.js";import"./chunk-Q7AZKGRG.js";import"./chunk-OBESYFY2.js";import"./chunk-QK2WMUXQ.js";import"./chunk-EPXOE4VI.js";export{a as runCommandOver};
