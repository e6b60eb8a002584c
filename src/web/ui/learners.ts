import { createContext, useContext } from 'react';

/** Puts the workspace's word for those who learn into a text of the product; never into labels that came with data. */
export const CallingContext = createContext((text: string) => text);

export const useCalling = () => useContext(CallingContext);
