import './start-script.ts';
