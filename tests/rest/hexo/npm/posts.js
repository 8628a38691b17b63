// Prints what real Hexo reads of the site in the folder that is named, as JSON, a post an entry.
// With `rendered` behind it the bodies are rendered as well, by hexo-renderer-marked.
// The folder is a copy: Hexo writes into it. TZ must be the site's time zone.
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

async function main(folder, rendered) {
  const hexo = new Hexo(path.resolve(folder), { silent: true });
  await hexo.init();
  if (rendered) {
    await hexo.loadPlugin(require.resolve('hexo-renderer-marked'));
  } else {
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
  process.stdout.write(JSON.stringify(posts));
}

main(process.argv[2], process.argv[3] === 'rendered').catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
