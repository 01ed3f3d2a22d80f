/** A worker whose tasks are asked for by path: `/rss?times=50` does that one fifty times (see worker.ts). */

/** @param tasks by name; whatever they return is dropped */
export const workerFor = (tasks: Readonly<Record<string, () => unknown>>) => ({
  fetch(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url);
    const task = tasks[pathname.slice(1)];
    if (!task) return new Response(null, { status: 404 });
    for (let i = Number(searchParams.get('times')); i > 0; i--) task();
    return new Response();
  },
});
