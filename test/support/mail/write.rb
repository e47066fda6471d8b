# Writes messages with Ruby's mail: lines of JSON, each a name and a message.
require 'base64'
require 'json'
require 'mail'

items = (1..9).map { |n| "<p>Zażółć #{n}: <a href=\"https://shop.example/#{n}?a=1&amp;b=2%3D\">gęślą</a> = x</p>" }
HTML = "<html><body>\n#{items.join("\n")}\n</body></html>\n"
TEXT = "Zażółć https://shop.example/t?a=1&b=2 i\n(https://shop.example/u).\n"

def message(name, &build)
  mail = Mail.new do
    from 'us@shop.example'
    to 'Ann <ann@recipient.example>'
    subject 'Zażółć'
  end
  mail.instance_eval(&build)
  puts JSON.generate(name: name, message: Base64.strict_encode64(mail.to_s))
end

message('HTML') do
  content_type 'text/html; charset=UTF-8'
  body HTML
end

%w[quoted-printable base64 8bit].each do |encoding|
  message("HTML, #{encoding}") do
    content_type 'text/html; charset=UTF-8'
    content_transfer_encoding encoding
    body HTML
  end
end

message('HTML in iso-8859-2') do
  content_type 'text/html; charset=ISO-8859-2'
  body HTML.encode('ISO-8859-2')
end

message('text and HTML') do
  text_part { body TEXT }
  html_part do
    content_type 'text/html; charset=UTF-8'
    body HTML
  end
end

message('text, HTML, an image inside and files attached') do
  text_part { body TEXT }
  html_part do
    content_type 'text/html; charset=UTF-8'
    body HTML
  end
  attachments.inline['logo.png'] = (0..255).map(&:chr).join.b
  attachments['page.html'] = HTML
  attachments['notes.txt'] = TEXT
end
