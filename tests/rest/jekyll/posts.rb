# Prints what real Jekyll reads of the sites in the folders that are named, as JSON: a list of posts for each.
# No plugin and no theme is loaded: what a site brings is not run. TZ is the zone of a site that names none.
require "json"
require "jekyll"

Jekyll.logger.log_level = :error
ZONE = ENV["TZ"]

def read(folder)
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
    }
  end
end

puts JSON.generate(ARGV.map { |folder| read(folder) })
