#!/bin/sh
# Writes messages with mutt into files of a folder: write-mutt.sh FOLDER
set -eu
folder=$1
cd "$folder"
cat >send <<'SEND'
#!/bin/sh
cat >"$OUT"
SEND
chmod +x send
printf '<html><body>\n<p>Grüße <a href="https://shop.example/1?a=1&amp;b=2%%3D">x</a> = y\n</body></html>\n' >page.html
printf 'Grüße https://shop.example/t?a=1&b=2 und\n(https://shop.example/u).\n' >text.txt
printf '%%PDF-1.4 \001\002\n' >a.pdf

# mutt OUTPUT SETTINGS BODY ATTACHMENTS...
send() {
  OUT=$folder/$1.eml
  export OUT
  settings=$2
  body=$3
  shift 3
  HOME=$folder mutt -n -F /dev/null -e 'set charset=utf-8; set sendmail="./send"; set record=""; set from="us@shop.example"; set hostname=shop.example' \
    -e "$settings" -s 'Offers' "$@" -- ann@recipient.example <"$body" >/dev/null
}

send 'text' 'set allow_8bit=yes' text.txt
send 'text in quoted-printable' 'set allow_8bit=no' text.txt
send 'text in iso-8859-1' 'set send_charset="us-ascii:iso-8859-1"; set allow_8bit=no' text.txt
send 'flowed text' 'set text_flowed=yes' text.txt
send 'HTML' 'set content_type=text/html' page.html
send 'HTML with attachments' 'set content_type=text/html; set allow_8bit=no' page.html -a a.pdf page.html
send 'text with a page attached' '' text.txt -a page.html
