# Writes messages with MIME::Lite: lines of JSON, each a name and a message.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use JSON::PP;
use MIME::Base64 qw(encode_base64);
use MIME::Lite;

my $html = join "\n",
  '<html><body>', map({"<p>Grüße $_: <a href=\"https://shop.example/$_?a=1&amp;b=2%3D\">Grüße</a> = x</p>"} 1 .. 9),
  "<a href='https://shop.example/long?" . 'q' x 200 . "'>x</a>", '</body></html>', '';
my $text = "Grüße https://shop.example/t?a=1&b=2 und\n(https://shop.example/u).\n";
my @head = (From => 'us@shop.example', To => 'Ann <ann@recipient.example>', Subject => 'Offers', Date => 'Mon, 30 Nov 2026 10:00:00 +0000');

sub print_message {
  my ($name, $message) = @_;
  print JSON::PP->new->canonical->encode({ name => $name, message => encode_base64($message->as_string, '') }), "\n";
}

for my $charset (qw(utf-8 iso-8859-1)) {
  for my $encoding (qw(quoted-printable base64 8bit binary)) {
    my $message = MIME::Lite->new(@head, Type => "text/html; charset=$charset", Encoding => $encoding, Data => encode($charset, $html));
    print_message("HTML in $charset, $encoding", $message);
  }
}

print_message('text', MIME::Lite->new(@head, Type => 'TEXT', Encoding => 'quoted-printable', Data => encode('iso-8859-1', $text)));

my $alternative = MIME::Lite->new(@head, Type => 'multipart/alternative');
$alternative->attach(Type => 'text/plain; charset=utf-8', Encoding => 'quoted-printable', Data => encode('utf-8', $text));
$alternative->attach(Type => 'text/html; charset=utf-8', Encoding => 'base64', Data => encode('utf-8', $html));
print_message('text and HTML', $alternative);

my $mixed = MIME::Lite->new(@head, Type => 'multipart/mixed');
my $related = MIME::Lite->new(Type => 'multipart/related');
$related->attach(Type => 'text/html; charset=utf-8', Encoding => 'quoted-printable', Data => encode('utf-8', $html));
$related->attach(Type => 'image/png', Id => 'i', Encoding => 'base64', Data => join('', map chr, 0 .. 255));
$mixed->attach($related);
$mixed->attach(Type => 'text/html', Filename => 'page.html', Disposition => 'attachment', Data => encode('utf-8', $html));
print_message('an image inside and a page attached', $mixed);
