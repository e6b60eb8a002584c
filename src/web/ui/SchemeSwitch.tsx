import { useState } from 'react';
import { colourSchemes, keepScheme, keptScheme } from './colourScheme.ts';
import { Switch } from './Switch.tsx';

const choices = colourSchemes.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

export function SchemeSwitch() {
  const [scheme, setScheme] = useState(keptScheme);
  return (
    <Switch
      label="Light or dark"
      choices={choices}
      value={scheme}
      onChange={(next) => {
        keepScheme(next);
        setScheme(next);
      }}
    />
  );
}
