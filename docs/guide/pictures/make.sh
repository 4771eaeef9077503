#!/bin/sh
# Makes the pictures of the guide again, from the invented sample of the command-line program. Needs Java, a Chromium, poppler's
# pdftoppm, and optionally pngquant, which makes them smaller; nothing tests what they show.
#
#   docs/guide/pictures/make.sh examples/quickstart/target/relance.jar
set -eu
jar=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# the sample's books, with postal addresses for letters
java -jar "$jar" > /dev/null
awk -F, -v OFS=, 'NR == 1 { print $0, "address"; next }
    $2 == "C1001" { print $0, "8 quai du Port|13002 Marseille"; next }
    $2 == "C1011" { print $0, "Buchhaltung|Hafenstraße 21|24103 Kiel"; next }
    { print $0, "" }' relance-sample/invoices.csv > books.csv

cat > french.txt << 'END'
name = Atelier Lumen
address = 14 rue des Tanneurs
address = 24200 Sarlat-la-Canéda
email = clients@atelier-lumen.example
phone = +33 5 53 00 00 00
holder = Atelier Lumen
iban = FR76 3000 6000 0112 3456 7890 189
END
sed -e 's/Atelier Lumen/Lumen Leuchtenwerkstatt GmbH/' -e 's/14 rue des Tanneurs/Gerbergasse 14/' \
    -e 's/24200 Sarlat-la-Canéda/97070 Würzburg/' -e 's/+33 5 53 00 00 00/+49 931 0000000/' \
    -e 's/clients@atelier-lumen/kunden@lumen/' -e 's/^iban.*/iban = DE89 3704 0044 0532 0130 00/' french.txt > german.txt

# one step, whoever is overdue: policy CHANNEL TEMPLATE STAGE
policy() {
    cat << END
policy: pictures
claims: { law: FR }
defaultScenario: s
scenarios:
  - id: s
    allowColdEscalation: true
    steps:
      - { id: one, stage: $3, when: { daysAfterDue: 3 }, audience: [BILLING], send: [ { channel: $1, template: $2 } ] }
END
}
policy email firm AMICABLE > firm.yaml
policy email reminder AMICABLE > reminder.yaml
policy letter firm AMICABLE > mahnung.yaml
policy letter formal-notice FORMAL_NOTICE > notice.yaml

preview() {
    java -jar "$jar" preview --books books.csv --payments relance-sample/payments.csv --as-of "$@"
}
preview 2026-03-31 --customer C1001 --policy firm.yaml --sender french.txt --format html > mail-fr.html
preview 2026-03-31 --customer C1004 --policy reminder.yaml --sender french.txt --format html > mail-en.html
preview 2026-03-31 --customer C1001 --policy notice.yaml --sender french.txt --format pdf > letter-fr.pdf
preview 2026-04-20 --customer C1011 --policy mahnung.yaml --sender german.txt --creditor-country DE --time-zone Europe/Berlin \
    --format pdf > letter-de.pdf

# NAME WIDTH HEIGHT: phones are shown at their width in CSS pixels
shot() {
    "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2,$3" \
        --screenshot="$here/$4.png" "file://$work/$1.html" > /dev/null 2>&1
}
shot mail-fr 1000 1080 mail-fr-desktop
shot mail-fr 390 1320 mail-fr-phone
shot mail-en 1000 930 mail-en-desktop
shot mail-en 390 1160 mail-en-phone
for letter in letter-fr letter-de; do
    pdftoppm -r 60 -png -singlefile "$letter.pdf" "$here/$letter"
done
if command -v pngquant > /dev/null; then
    pngquant --force --ext .png 64 "$here"/*.png
fi
