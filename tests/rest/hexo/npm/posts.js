// Prints what real Hexo reads of the sites in the folders that are named, as JSON: a list of posts for each.
// With `rendered` before them the bodies are rendered as well, by hexo-renderer-marked; else `raw`.
// The folders are copies: Hexo writes into them. TZ must be the sites' time zone.
'use strict';

const path = require('path');
const Hexo = require('hexo');
const frontMatter = require('hexo-front-matter');

const EXTENSIONS = ['md', 'markdown', 'mkd', 'mkdn', 'mdwn', 'mdtxt', 'mdtext'];

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

const ZONE = process.env.TZ;

async function read(folder, rendered) {
  const hexo = new Hexo(path.resolve(folder), { silent: true });
  await hexo.init();
  if (rendered) {
    await hexo.loadPlugin(require.resolve('hexo-renderer-marked'));
  } else {
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
    sites.push(await read(folder, how === 'rendered'));
  }
  process.stdout.write(JSON.stringify(sites));
}

main(...process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
