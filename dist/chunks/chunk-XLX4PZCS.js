var e=Symbol("unavailable");export{e as a};
