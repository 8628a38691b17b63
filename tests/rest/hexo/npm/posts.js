// Prints what real Hexo reads of the sites in the folders that are named, as JSON: a list of posts for each.
// With `rendered` before them the bodies are rendered as well, by hexo-renderer-marked; with `alone` each by
// itself, by the renderer that the site's `package.json` names if it is installed here, so that one that fails
// does not stop the others, and tags of themes show what they hold; else `raw`.
// The folders are copies: Hexo writes into them. TZ must be the sites' time zone.
'use strict';

const fs = require('fs');
const path = require('path');
const Hexo = require('hexo');
const frontMatter = require('hexo-front-matter');

const EXTENSIONS = ['md', 'markdown', 'mkd', 'mkdn', 'mdwn', 'mdtxt', 'mdtext'];
const RENDERERS = ['markdown-it', 'kramed', 'pandoc', 'marked'].map(name => `hexo-renderer-${name}`);
const NUNJUCKS = /^(?:asyncAll|asyncEach|block|call|elif|else|elseif|extends|filter|for|from|if|ifAsync|import|include|macro|raw|set|verbatim)$/;

function pathOf(hexo, category) {
  const above = category.parent ? hexo.model('Category').findById(category.parent) : null;
  return [...(above ? pathOf(hexo, above) : []), category.name];
}

function keepBodies(hexo) {
  const render = data => data.text;
  render.disableNunjucks = true;
  for (const extension of EXTENSIONS) {
    hexo.extend.renderer.register(extension, 'html', render, true);
  }
}

function rendererOf(folder) {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json')));
  for (const name of RENDERERS.filter(name => name in (dependencies || {}))) {
    try {
      return require.resolve(name);
    } catch {} // not installed here
  }
  return require.resolve('hexo-renderer-marked');
}

function knowTags(hexo, posts) {
  const env = hexo.extend.tag.env;
  const text = posts.map(post => post.raw).join('\n');
  const [named, ended] = [/\{%-?\s*(\w+)/g, /\{%-?\s*end(\w+)/g]
    .map(pattern => new Set(Array.from(text.matchAll(pattern), match => match[1])));
  for (const name of named) {
    if (!env.hasExtension(name) && !NUNJUCKS.test(name) && !name.startsWith('end')) {
      const ends = ended.has(name);
      const show = (args, body) => ends ? hexo.render.renderSync({ text: body, engine: 'md' }) : '';
      hexo.extend.tag.register(name, show, { ends });
    }
  }
}

async function renderAlone(hexo, folder, posts) {
  await hexo.loadPlugin(rendererOf(folder));
  knowTags(hexo, posts);
  for (const post of posts) {
    try {
      const { _content: content } = frontMatter.parse(post.raw);
      const data = { ...post, content, engine: 'md' };
      post.content = (await hexo.post.render(path.join(hexo.source_dir, post.path), data)).content;
    } catch (error) {
      post.error = String(error.message);
    }
  }
}

const ZONE = process.env.TZ;

async function read(folder, how) {
  const rendered = how === 'rendered';
  const hexo = new Hexo(path.resolve(folder), { silent: true });
  let highlighter;
  await hexo.init();
  if (rendered) {
    await hexo.loadPlugin(require.resolve('hexo-renderer-marked'));
  } else {
    highlighter = hexo.config.syntax_highlighter;
    hexo.config.syntax_highlighter = '';
    keepBodies(hexo);
  }
  await hexo.load();
  if (rendered) {
    await hexo.execFilter('before_generate', null, { context: hexo });
  }
  const posts = hexo.locals.get('posts').map(post => {
    return {
      path: post.source,
      slug: post.slug,
      title: post.title,
      date: post.date.format(),
      tags: post.tags.map(tag => tag.name),
      categories: post.categories.map(category => pathOf(hexo, category)),
      permalink: post.permalink,
      layout: post.layout,
      content: rendered ? post.content : null,
      raw: post.raw
    };
  });
  if (how === 'alone') {
    hexo.config.syntax_highlighter = highlighter;
    await renderAlone(hexo, folder, posts);
  }
  process.env.TZ = 'UTC'; // hexo-front-matter moves dates by the offset of TZ
  for (const post of posts) {
    const { _content: body, ...head } = frontMatter.parse(post.raw);
    Object.assign(post, { body, front_matter: head });
  }
  process.env.TZ = ZONE;
  return posts;
}

async function main(how, ...folders) {
  const sites = [];
  for (const folder of folders) {
    sites.push(await read(folder, how));
  }
  process.stdout.write(JSON.stringify(sites));
}

main(...process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
