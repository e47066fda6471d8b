# Writes messages with Email::MIME: lines of JSON, each a name and a message.
use strict;
use warnings;
use utf8;
use Email::MIME;
use JSON::PP;
use MIME::Base64 qw(encode_base64);

my $html = join "\n",
  '<html><body>', map({"<p>Привет $_: <a href=\"https://shop.example/$_?a=1&amp;b=2%3D\">мир</a> = x</p>"} 1 .. 9),
  '</body></html>', '';
my $text = "Привет https://shop.example/t?a=1&b=2 и\n(https://shop.example/u).\n";
my @head = (From => 'us@shop.example', To => 'ann@recipient.example', Subject => 'Предложение');

sub print_message {
  my ($name, $message) = @_;
  print JSON::PP->new->canonical->encode({ name => $name, message => encode_base64($message->as_string, '') }), "\n";
}

sub part {
  my ($type, $charset, $encoding, $body) = @_;
  return Email::MIME->create(
    attributes => { content_type => $type, charset => $charset, encoding => $encoding },
    body_str => $body,
  );
}

for my $charset (qw(utf-8 windows-1251 koi8-r)) {
  for my $encoding (qw(quoted-printable base64 8bit)) {
    my $message = part('text/html', $charset, $encoding, $html);
    $message->header_str_set($head[2 * $_] => $head[2 * $_ + 1]) for 0 .. 2;
    print_message("HTML in $charset, $encoding", $message);
  }
}

my $message = Email::MIME->create(
  header_str => \@head,
  attributes => { content_type => 'multipart/mixed' },
  parts => [
    Email::MIME->create(
      attributes => { content_type => 'multipart/alternative' },
      parts => [ part('text/plain', 'utf-8', 'quoted-printable', $text), part('text/html', 'utf-8', 'quoted-printable', $html) ],
    ),
    Email::MIME->create(
      attributes => { content_type => 'application/pdf', encoding => 'base64', disposition => 'attachment', filename => 'a.pdf' },
      body => join('', map chr, 0 .. 255),
    ),
  ],
);
print_message('text, HTML and an attachment', $message);
