// The people of generator.mjs: common names of five languages, the domains and the beginnings of
// phone numbers that they have. Invented combinations; nobody is meant.
const w = (/** @type {string} */ s) => s.trim().split(/\s+/);
export const LOCALES = {
  de: {
    first: w(
      `Hans Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe
        Werner Horst Frank Dieter Manfred Gerhard Jörg Björn Sören Lukas Leon Finn Jonas
        Maximilian Paul Felix Elias Noah Maria Ursula Monika Petra Elisabeth Sabine Renate Helga
        Karin Brigitte Ingrid Erika Andrea Gisela Claudia Susanne Gabriele Käthe Änne Zoë Hannah
        Mia Emma Sophia Anna Lena Lea Marie Leonie Jördis Heidrun Bärbel Kerstin Anke Silke Götz
        Matthäus`,
    ),
    last: w(
      `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch
        Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann
        Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann
        König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert
        Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke
        Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger
        Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn
        Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer`,
    ),
    cc: ['DE', 'DE', 'DE', 'DE', 'DE', 'AT', 'CH'],
    dom: w(
      `gmx.de web.de t-online.de gmail.com freenet.de outlook.de posteo.de mail.de arcor.de
        firma-beispiel.de stadtwerke-muster.de handwerk-beispiel.de praxis-beispiel.de`,
    ),
    titles: ['Dr.', 'Prof. Dr.', 'Dipl.-Ing.'],
  },
  en: {
    first: w(
      `James John Robert Michael William David Richard Joseph Charles Thomas Christopher Daniel
        Matthew George Oliver Harry Jack Noah Alfie Oscar Mary Patricia Jennifer Linda Elizabeth
        Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Betty Sandra Ashley Emily Olivia
        Amelia Isla Ava Lily Freya Poppy Siobhán Zoë Chloë Kevin Brian Edward Ronald Timothy Jason
        Jeffrey Ryan Jacob Gary Nicholas Eric`,
    ),
    last: w(
      `Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Roberts Johnson Lewis Walker
        Robinson Wood Thompson White Watson Jackson Wright Green Harris Cooper King Lee Martin
        Clarke James Morgan Hughes Edwards Hill Moore Clark Harrison Scott Young Morris Hall Ward
        Turner Carter Phillips Mitchell Patel Adams Campbell Anderson Allen Cook O'Brien O'Connor
        McDonald MacLeod Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Perez
        Nguyen Flores Rivera Torres Baker Nelson Bailey Bell Murphy Kelly Sullivan Fitzgerald`,
    ),
    cc: ['GB', 'GB', 'US', 'US', 'US'],
    dom: w(
      `gmail.com yahoo.com hotmail.com outlook.com icloud.com btinternet.com aol.com
        example-corp.com widgets-example.co.uk live.co.uk comcast.net verizon.net`,
    ),
    titles: ['Dr', 'Prof.', 'Sir'],
  },
  es: {
    first: w(
      `Antonio José Manuel Francisco Juan David Javier Daniel Carlos Jesús Alejandro Miguel
        Rafael Ángel Pedro Pablo Sergio Fernando Jorge Luis Alberto Álvaro Adrián Diego Rubén Iván
        Óscar Andrés Joaquín Íñigo María Carmen Ana Isabel Dolores Pilar Teresa Josefa Cristina
        Laura Ángeles Antonia Lucía Marta Elena Sofía Paula Begoña Inés Nuria Raquel Mónica
        Verónica Rocío Beatriz Noelia Belén Maite`,
    ),
    last: w(
      `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez
        Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez
        Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz
        Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano
        Prieto Méndez Cruz Calvo Gallego Vidal León Márquez Herrera Peña Flores Cabrera Campos
        Vega Fuentes Carrasco Diez Reyes Caballero Nieto Ibáñez`,
    ),
    cc: ['ES'],
    dom: w(
      `gmail.com hotmail.es yahoo.es telefonica.net outlook.es terra.es empresa-ejemplo.es
        despacho-ejemplo.es`,
    ),
    titles: ['Dr.', 'Dra.', 'D.'],
    double: true,
  },
  tr: {
    first: w(
      `Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan
        Halil Süleyman Abdullah Mahmut Recep Salih Kemal Emre Burak Cem Çağlar Gökhan Uğur Şükrü
        Özgür Umut Kaan Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife
        Merve Havva Zeliha Esra Büşra Gülşen Özlem Çiğdem İpek Yağmur Dilek Sevgi Tuğba Işıl Ebru
        Pınar Gül Nur Ceren`,
    ),
    last: w(
      `Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç
        Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Özcan Korkmaz Çakır Erdoğan Yavuz Can Acar
        Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı
        Sarı Tekin Taş Köse Yüksel Ateş Aksoy Bayrak Uçar Duman Çoban Ertürk İnce Toprak Soylu
        Günay Tunç`,
    ),
    cc: ['TR', 'TR', 'TR', 'DE'],
    dom: w(
      `gmail.com hotmail.com mynet.com yahoo.com.tr outlook.com.tr turkcell.com.tr
        sirket-ornek.com.tr gmx.de`,
    ),
    titles: ['Dr.', 'Av.', 'Prof.'],
  },
  pl: {
    first: w(
      `Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Stanisław Jakub Adam Marek Łukasz
        Grzegorz Mateusz Wojciech Mariusz Dariusz Zbigniew Jerzy Maciej Rafał Robert Kamil Józef
        Dawid Sławomir Bartłomiej Mirosław Żegota Anna Maria Katarzyna Małgorzata Agnieszka
        Krystyna Barbara Ewa Elżbieta Zofia Janina Teresa Joanna Magdalena Monika Jadwiga Danuta
        Irena Halina Helena Beata Aleksandra Marta Dorota Grażyna Świętosława Bożena Łucja Iwona
        Żaneta`,
    ),
    last: w(
      `Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański
        Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek
        Piotrowski Grabowski Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Nowakowski
        Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski
        Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak
        Duda Zalewski Wróblewski Jasiński Marciniak Bąk Zawadzki Sadowski Jakubowski Wilk
        Włodarczyk Chmielewski Borkowski Sokołowski Szczepański Sawicki Lis Kucharski Mazurek
        Kubiak Kalinowski Wysocki Maciejewski Czarnecki Kołodziej Urbański Kaźmierczak Sobczak
        Głowacki Krajewski`,
    ),
    cc: ['PL'],
    dom: w(`wp.pl onet.pl gmail.com interia.pl o2.pl gazeta.pl poczta.onet.pl firma-przyklad.pl`),
    titles: ['dr', 'mgr', 'inż.'],
  },
};
export const LOCALE_MIX = ['de', 'de', 'de', 'de', 'en', 'en', 'en', 'es', 'es', 'tr', 'pl', 'pl'];
// Mobile/landline leading digits per country. The rest are random subscriber digits; each number is
// checked against libphonenumber-js/max while generating, so "valid" in the truth file means valid
// there.
export const PHONE = {
  DE: {
    cc: '49',
    np: '0',
    pre: [
      ['1512', 7],
      ['1511', 7],
      ['1521', 7],
      ['1573', 7],
      ['1577', 7],
      ['160', 7],
      ['170', 7],
      ['171', 7],
      ['172', 7],
      ['175', 7],
      ['176', 8],
      ['179', 7],
      ['30', 8],
      ['89', 8],
      ['40', 8],
      ['221', 7],
      ['711', 7],
      ['69', 8],
    ],
  },
  AT: {
    cc: '43',
    np: '0',
    pre: [
      ['664', 7],
      ['660', 7],
      ['676', 7],
      ['699', 8],
      ['1', 7],
    ],
  },
  CH: {
    cc: '41',
    np: '0',
    pre: [
      ['78', 7],
      ['79', 7],
      ['76', 7],
      ['44', 7],
      ['22', 7],
    ],
  },
  GB: {
    cc: '44',
    np: '0',
    pre: [
      ['7400', 6],
      ['7712', 6],
      ['7911', 6],
      ['7855', 6],
      ['20', 8],
      ['161', 7],
    ],
  },
  US: {
    cc: '1',
    np: '1',
    pre: [
      ['201', 7],
      ['212', 7],
      ['415', 7],
      ['512', 7],
      ['617', 7],
      ['305', 7],
      ['773', 7],
      ['206', 7],
    ],
  },
  ES: {
    cc: '34',
    np: '',
    pre: [
      ['612', 6],
      ['655', 6],
      ['699', 6],
      ['722', 6],
      ['91', 7],
      ['93', 7],
    ],
  },
  TR: {
    cc: '90',
    np: '0',
    pre: [
      ['501', 7],
      ['532', 7],
      ['542', 7],
      ['555', 7],
      ['212', 7],
      ['312', 7],
    ],
  },
  PL: {
    cc: '48',
    np: '',
    pre: [
      ['512', 6],
      ['601', 6],
      ['694', 6],
      ['784', 6],
      ['22', 7],
      ['12', 7],
    ],
  },
};
