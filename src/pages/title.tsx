/** A title on a page: what Markdown would show as code is code. Feeds have the title as it is written. */

const code = /(`+)(?!`)(.+?)(?<!`)\1(?!`)/g;

export function Title({ title }: { title: string }) {
  if (!title.includes('`')) return <>{title}</>;
  const parts: (string | ReturnType<typeof Code>)[] = [];
  let at = 0;
  for (const { index, 0: written, 2: inside = '' } of title.matchAll(code)) {
    parts.push(title.slice(at, index), <Code text={inside.trim()} />);
    at = index + written.length;
  }
  return (
    <>
      {parts}
      {title.slice(at)}
    </>
  );
}

const Code = ({ text }: { text: string }) => <code>{text}</code>;
