/** A worker that runs tasks by path: `/rss?times=50` runs one 50 times (see worker.ts). */

/** @param tasks by name; their results are ignored */
export const workerFor = (tasks: Readonly<Record<string, () => unknown>>) => ({
  fetch(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url);
    const task = tasks[pathname.slice(1)];
    if (!task) return new Response(null, { status: 404 });
    for (let i = Number(searchParams.get('times')); i > 0; i--) task();
    return new Response();
  },
});
