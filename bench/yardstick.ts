/**
 * The baseline of publishing: the same articles through gray-matter and the package `feed` alone, in plain Node, without
 * server, database, checks or sanitiser. Its time shows how fast the machine is at the moment.
 */

import { readFileSync } from 'node:fs';
import { Feed } from 'feed';
import matter from 'gray-matter';

interface Post {
  title: string;
  date: Date;
  categories: string[];
  author: string;
  html: string;
}

const newest = 50;

/** Renders the newest fifty articles of each category and author, and of all, in three formats. @returns seconds */
export function yardstick(paths: readonly string[]): number {
  const began = performance.now();
  const feeds = new Map<string, Post[]>();
  for (const path of paths) {
    // Without options, gray-matter caches each file forever.
    const { data, content } = matter(readFileSync(path, 'utf8').trimStart(), {});
    const { title, date, categories, author } = data as Omit<Post, 'html'>;
    const post: Post = { title, date: new Date(date), categories, author, html: content };
    for (const term of ['', ...post.categories, post.author]) {
      const posts = feeds.get(term);
      if (posts) posts.push(post);
      else feeds.set(term, [post]);
    }
  }
  let bytes = 0;
  for (const [term, posts] of feeds) {
    const link = 'https://feeds.example/';
    const feed = new Feed({
      id: link,
      link,
      title: term || 'Everything',
      copyright: '',
      updated: new Date(0),
    });
    posts.sort((a, b) => b.date.getTime() - a.date.getTime());
    for (const { title, date, html } of posts.slice(0, newest))
      feed.addItem({ title, date, link, content: html });
    bytes += feed.rss2().length + feed.atom1().length + feed.json1().length;
  }
  if (bytes === 0) throw new Error('nothing was rendered');
  return (performance.now() - began) / 1000;
}
