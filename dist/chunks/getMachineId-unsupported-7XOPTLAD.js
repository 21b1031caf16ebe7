import{d as e,f as n}from"./chunk-N53R4KN4.js";import"./chunk-EPXOE4VI.js";n();async function o(){e.debug("could not read machine-id: unsupported platform")}export{o as getMachineId};
