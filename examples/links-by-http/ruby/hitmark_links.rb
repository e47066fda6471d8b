require 'json'
require 'net/http'

# Posts a JSON object, or a list of them, to hitmark.
def hitmark(path, body)
  headers = {
    'Authorization' => "Bearer #{ENV.fetch('HITMARK_LINKS__API_TOKEN')}",
    'Content-Type' => 'application/json'
  }
  uri = URI(ENV.fetch('HITMARK_API', 'http://localhost:8701') + path)
  response = Net::HTTP.post(uri, JSON.generate(body), headers)
  answer = JSON.parse(response.body)
  return answer if response.is_a?(Net::HTTPSuccess)

  raise "#{answer['error']['code']}: #{answer['error']['message']}"
end

html = '<a href="https://shop.example/">Our offer</a>'
email = { html: html, recipient: 'c-17', message: 'spring', site: 'acme' }
puts hitmark('/api/rewrite', email)['html']
