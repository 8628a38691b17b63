# Prints what real Jekyll reads of the sites in the folders that are named, as JSON: a list of posts for each.
# With `rendered` before them the bodies are rendered as well, without layouts; else `raw`.
# No plugin and no theme is loaded: what a site brings is not run. TZ is the zone of a site that names none.
require "json"
require "jekyll"

Jekyll.logger.log_level = :error
ZONE = ENV["TZ"]

# A post's HTML by the site's settings; where Liquid fails, its text is taken as it stands.
def render(site, post)
  renderer = Jekyll::Renderer.new(site, post)
  payload = site.site_payload
  payload.page = post.to_liquid
  info = { :registers => { :site => site, :page => payload.page } }
  begin
    text = renderer.render_liquid(post.content, payload, info, post.relative_path)
  rescue StandardError, SystemStackError
    text = post.content
  end
  renderer.convert(text)
end

def read(folder, rendered)
  ENV["TZ"] = ZONE
  config = Jekyll.configuration(
    "source" => File.expand_path(folder), "safe" => true, "quiet" => true,
    "disable_disk_cache" => true, "plugins" => [], "gems" => [], "whitelist" => [], "theme" => false
  )
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  site.posts.docs.map do |post|
    {
      :path => post.relative_path,
      :title => post.data["title"].to_s,
      :date => post.date.iso8601,
      :tags => Array(post.data["tags"]).map(&:to_s),
      :categories => Array(post.data["categories"]).map(&:to_s),
      :permalink => post.url,
      :body => post.content,
      :content => rendered ? render(site, post) : nil,
    }
  end
end

how, *folders = ARGV
puts JSON.generate(folders.map { |folder| read(folder, how == "rendered") })
