// The words that headers are made of, and the headers that have to be taken as a whole.
//
// From general knowledge and out of nobody's tables: what Google Contacts, Outlook, Microsoft 365,
// Apple, Thunderbird; HubSpot, Pipedrive, Salesforce, Zoho, Brevo, Mailchimp, Intercom, Chatwoot,
// Shopify, Stripe, PayPal; sevdesk, lexoffice, Lexware and CleverReach write, as their help pages
// and screens show them; the labels that DATEV gives for its format; the words for telephone, mail,
// name and place that dictionaries of the twelve languages give (English, German, French, Italian,
// Spanish, Portuguese, Polish, Russian, Finnish, Slovak, Chinese in both scripts; some Dutch, Czech
// and Japanese), with the inflected forms that stand in headers; and lists that people keep in a
// spreadsheet.
#pragma once

#include <cstdint>
#include <string_view>

namespace kartei::csv {

// What a word says in a header.
enum class Word : uint8_t {
  email,
  phone,
  mobile,
  fax,
  pager,
  name,
  // A first name by itself ("Vorname"); only together with "name" ("first"); either that or the
  // whole name ("Nombre").
  given,
  given_part,
  given_or_name,
  middle,
  family,
  family_part,
  family_or_name,
  title,
  suffix,
  nickname,
  company,
  department,
  job,
  notes,
  country,
  // What tells several of one kind apart.
  primary,
  work,
  home,
  other,
  // Somebody else's number, or one that no person answers.
  minor,
  person,
  user,
  display,
  full,
  address,
  number,
  filler,
};

// Words separated by blanks; "_" stands for a blank within one. Upper and lower case and accents
// are equal, and so are its endings (kEndings). A word may stand anywhere in another
// ("Handynummer"), but for fillers and single letters.
struct WordList {
  Word word;
  std::string_view list;
};

// Plurals and cases, behind words of four letters and more: "geschäftlich(e, er, es)".
inline constexpr std::string_view kEndings[] = {"",  "e", "en", "er", "es", "n",
                                                "s", "a", "o",  "u",  "i",  "y"};

inline constexpr WordList kWords[] = {
    {Word::email,
     "email mail mailto courriel messagerie mel correo correo_electronico posta_elettronica posta "
     "correio correio_eletronico poczta poczta_elektroniczna poczty почта почты эл_почта эл_почты "
     "электронная_почта электронной_почты имейл мейл sahkoposti sahkopostit emailova mailova "
     "elektronicka_posta elektronische_post electronic_mail 電子郵件 郵件 電郵 信箱 電子信箱 "
     "电子邮件 邮件 邮箱 电子邮箱 电邮 メール イーメール"},
    {Word::phone,
     "phone telephon tel fon fone telefono telefonas telefonie telefonní telefónne telefónu téle "
     "телефон телефона телефоны тел puhelin puhelimen telefoon rufnummer rufnr fernsprecher msisdn "
     "e164 電話 电话 聯絡電話 联系电话 ph"},
    {Word::mobile,
     "mobil mobiltel mobilfunk handy natel cell cellular cellphone cellulaire smartphone portable "
     "movil celular gsm komórkowy komórkowa komórkowego komorka telemóvel мобильный мобильная "
     "мобильного мобильник моб сотовый сотовая сот matkapuhelin matkapuhelimen kännykkä kännykän "
     "mobilný mobilná mobiel whatsapp sms 行動電話 行動 手機 手机 移动电话 移动 携帯電話 携帯 mob"},
    {Word::fax,
     "fax faxe telefax télécopie télécopieur telecopia telefaks faks faksi faxu facsimile факс "
     "факса "
     "傳真 传真 ファックス"},
    {Word::pager,
     "pager funkruf piepser pieper beeper buscapersonas localizador cercapersone radiomessagerie "
     "bip hakulaite hakulaitteen пейджер пейджера operátor 呼叫器 寻呼机"},
    {Word::name,
     "name nimi nimen nazwa naam jméno názov 姓名 名稱 名称 全名 氏名 お名前 "
     "name_adressattyp_keine_angabe"},
    {Word::given,
     "vorname rufname forename firstname givenname fname prénom imię imiona etunimi etunimet "
     "krstné_meno voornaam křestní_jméno primeiro_nome primer_nombre nombre_de_pila "
     "nome_di_battesimo nome_próprio personal_name vorname_adressattyp_natürl_person"},
    {Word::given_part, "first given fore vor christian"},
    {Word::given_or_name, "nombre nome nomi имя имени meno mená 名字 名"},
    {Word::middle,
     "middlename middle mname additional_name second_name second_given_name zweiter_vorname "
     "zweitname mittelname weitere_vornamen deuxième_prénom second_prénom autres_prénoms "
     "segundo_nombre segundo_nome nome_do_meio nome_intermédio secondo_nome drugie_imię отчество "
     "второе_имя toinen_nimi toinen_etunimi druhé_meno ďalšie_meno stredné_meno prostredné_meno "
     "中間名 中间名"},
    {Word::family,
     "nachname familienname zuname surname lastname familyname lname nom_de_famille cognome "
     "cognomi apellido sobrenome último_nome nome_de_família nazwisko nazwiska фамилия фамилии "
     "sukunimi priezvisko příjmení achternaam 姓氏 姓 name_adressattyp_natürl_person"},
    {Word::family_part, "last family sur"},
    {Word::family_or_name, "nom noms"},
    {Word::title,
     "title titel prefix name_prefix anrede namenspräfix akademischer_titel akad_titel honorific "
     "salutation civilité titre tratamiento titolo appellativo tratamento tytuł обращение титул "
     "titteli arvonimi titul oslovenie 頭銜 头衔 尊稱"},
    {Word::suffix,
     "suffix namenssuffix namenszusatz generational_suffix sufijo suffisso sufixo sufiks "
     "przyrostek суффикс jälkiliite pääte prípona 稱謂 後綴 后缀"},
    {Word::nickname,
     "nick spitzname kosename surnom apodo soprannome apelido przydomek pseudonim псевдоним "
     "прозвище lempinimi kutsumanimi prezývka přezdívka 暱稱 昵称 別名"},
    {Word::company,
     "company companies organization organisation firm firmowy unternehmen arbeitgeber employer "
     "account societe entreprise compagnie empresa compañía organización azienda aziendale società "
     "ditta impresa organizzazione organização companhia organizacja przedsiębiorstwo организация "
     "организации компания компании фирма yritys yrityksen järjestö organisaatio yhtiö työnantaja "
     "spoločnosť organizácia zamestnávateľ bedrijf 公司 組織 组织 機構 机构 企業 企业 單位 单位 "
     "会社 name_adressattyp_unternehmen"},
    {Word::department,
     "department division abteilung dépt département departamento reparto dipartimento dział "
     "oddział отдел подразделение osasto oddělení afdeling 部門 部门"},
    {Word::job,
     "job position funktion beruf berufsbezeichnung stellenbezeichnung jobbezeichnung occupation "
     "profession rolle fonction titre_du_poste titre_de_fonction poste puesto cargo profesión "
     "ocupación qualifica posizione mansione ruolo titolo_di_lavoro profissão ocupação stanowisko "
     "zawód должность профессия tehtävänimike ammatti ammattinimi ammattinimike virkanimike "
     "pozícia funkcia povolanie functie 職稱 职称 職務 职务 職位 职位 役職"},
    {Word::notes,
     "note notiz bemerkung anmerkung kommentar comment remark memo remarque commentaire nota "
     "comentario observaciones appunti anotações anotação observações observação informações "
     "notatki notatka uwagi uwaga заметки заметка примечание примечания комментарии muistiinpanot "
     "muistiinpano huomautukset huomautus huomiot poznámky poznámka opmerkingen 備註 备注 附註 "
     "附注 註解 筆記 メモ"},
    {Word::country,
     "country land pays país paese nazione kraj страна maa 國家 国家 國家地區 land_oder_region "
     "country_or_region country_region land_region country_code mailing_country"},
    {Word::primary,
     "main preferred default primär primaer haupt bevorzugt standard principal primário primária "
     "preferencial preferida główny główna główne podstawowy podstawowa основной основная основное "
     "главный главная ensisijainen ensisijaisen pää primárny primárna hlavný hlavná 主要 主 1st"},
    {Word::work,
     "work business office professional corporate geschäftlich geschaeftlich dienstlich dienst "
     "beruflich arbeit büro buero bureau professionnel professionnelle travail pro trabajo oficina "
     "laboral profesional lavoro ufficio trabalho comercial escritório profissional służbowy "
     "służbowa służbowe biuro biura pracy рабочий рабочая рабочее раб служебный служебная служ "
     "работа työ työn työpaikan toimisto práce práca práci pracovný pracovná služobný služobná "
     "kancelária zakelijk werk 商務 商业 商務用 工作 辦公室 辦公 办公 办公室 公務 單位用 dienstl "
     "gesch geschäftl daytime g"},
    {Word::home,
     "home house personal privat persönlich zuhause daheim festnetz landline fixed domicile "
     "personnel personnelle privée maison fixe casa particular domicilio privado privada hogar "
     "fijo abitazione residenza fisso residencial residência pessoal fixo dom domu domowy domowa "
     "prywatny prywatna prywatne osobisty osobista stacjonarny домашний домашняя дом личный личная "
     "частный стационарный koti kodin kotona henkilökohtainen yksityinen domov doma domáci domáca "
     "súkromný súkromná osobný osobná pevná thuis 住家 家用 家庭 個人 个人 私人 住宅 自宅 priv "
     "evening p"},
    {Word::other,
     "other further another weitere weiterer andere anderer sonstige sonstiger zusätzlich zusatz "
     "alternate alternativ additional secondary backup zweit second sekundär sekundaere autre "
     "secondaire otro otra altro altra altri secondario secondaria outro outra secundário "
     "secundária inny inna inne dodatkowy dodatkowa drugi druga другой другая другое "
     "дополнительный дополнительная доп второй вторая прочий прочее muu muut toinen toissijainen "
     "vaihtoehtoinen iný iná iné ďalší sekundárny sekundárna alternatívny druhý druhá 其他 其它 "
     "次要 備用 备用 第二 alt 2nd 3rd"},
    {Word::minor,
     "assistant assistent assistentin assistenz sekretariat secretary secretariat car auto "
     "callback rückruf rueckruf zentrale switchboard tty tdd isdn telex voiture rappel ayudante "
     "automóvil coche devolución_de_llamada automobile macchina carro rádio retorno_de_chamada "
     "asystent samochodowy samochodu помощник помощника ассистент ассистента секретарь секретаря "
     "автомобильный автомобиль обратный_вызов avustaja autossa asistent vozidla spätné_volanie "
     "助理 汽車 車用 無線電 回撥"},
    {Word::person,
     "contact kontakt contatto contato контакт контакта yhteyshenkilö 聯絡人 联系人 customer "
     "client kund klient клиент клиента lead member mitglied attendee participant teilnehmer guest "
     "gast patient subscriber buyer invitee käufer besteller person billing rechnung shipping"},
    {Word::user, "user benutzer nutzer utilisateur utente usuário użytkownika"},
    {Word::display,
     "display displayed anzeige angezeigter afficher affiché affichage pantalla mostrar "
     "visualizzato visualizzata visualizzazione exibição wyświetlana wyświetlane отображаемое "
     "näyttö zobrazované zobrazovaný zobrazenie 顯示 显示 public"},
    {Word::full,
     "full whole vollständig vollstaendiger voller ganzer gesamt complet pełne pełna pełny полное "
     "полный фио koko celé celý úplné"},
    {Word::address,
     "address adress addr adr anschrift dirección endereço indirizzo adres адрес адреса osoite "
     "osoitteet 地址 位址 アドレス adrs id"},
    {Word::number,
     "number num nummer nr nro no numer номер номера čísla čislo 號碼 号码 番号 "
     "with_country_code incl_country_code including_country_code mit_vorwahl inkl_vorwahl "
     "mit_landesvorwahl mit_ländervorwahl"},
    {Word::filler,
     "the a an of your my our for in on at is der die das des dem den am im ihre ihr deine dein "
     "meine mein unsere eure für fuer von vom zu zur zum bei und and y e et i и a ja & de du la le "
     "freiwillig optional pflichtfeld required what whats s please enter wie ist lautet les l d au "
     "aux à votre vos pour el los las su en al del di della dell dello il lo gli da do dos na um o "
     "em w z ze pod в на по для к v vo so zo value values wert valeur valor valore значение arvo "
     "hodnota h m c rückfragen n formatted geben sie ihren ein"},
};

// Headers that are taken as a whole, as keys: folded, letters and digits only. Words that are
// somebody's name to one and something else to the next are of the second kind.
struct Phrases {
  // Other words for the very field; and less certain ones.
  std::string_view usual, special;
};

inline constexpr Phrases kNamePhrases = {
    " savedname firstandlastname firstlastname fullname vorundzuname nameundvorname namevorname "
    "vornameundname fio фио ",
    " contactperson primarycontact maincontact hauptansprechpartner ansprechpartner "
    "ansprechpartnerin ansprechpartnername ansprechperson "
    "kontaktperson contact kontakt contacto contatto contato контакт contactname customer client "
    "kunde teilnehmer attendee fileas recipientname "};

inline constexpr Phrases kPhonePhrases = {
    " contactnumber kontaktnummer contactno kontaktrufnummer ",
    " durchwahl directdial directline directnumber directphone festnetz festnetznummer festnetznr "
    "landline landlinenumber "
    "privatnummer hauptnummer telefonfestnetz festnetzmobil particular sms whatsapp "
    "whatsappnumber "};

// "Land" and "country" name a country; so do Ländercode and ISO code. Less certain: what is said of
// towns as well.
inline constexpr Phrases kCountryCodePhrases = {
    " countrycallingcode callingcode countrydialcode countrydialingcode countrydiallingcode "
    "dialcode dialingcode diallingcode internationaldialcode internationaldialingcode "
    "internationaldiallingcode internationalcallingcode internationalprefix "
    "internationalcode phonecode phonecountrycode phonenumbercountrycode countryphonecode "
    "countrycodephone telephonecountrycode telephonecode isdcode iddcode countryprefix "
    "landervorwahl laendervorwahl landervorwahlnummer landesvorwahl landesvorwahlnummer "
    "landvorwahl vorwahlland internationalevorwahl vorwahlinternational auslandsvorwahl "
    "telefonvorwahlland landervorwahltelefon telefonlandervorwahl landerkennzahl "
    "laenderkennzahl landeskennzahl indicatif indicatifpays indicatiftelephonique "
    "prefissointernazionale prefijointernacional codigotelefonico codigodopais ddi "
    "prefikskraju кодстраны телефонныикод maatunnus 國碼 国码 國際電話區號 ",
    " vorwahl vorwahlnummer telefonvorwahl dialprefix dialingprefix phoneprefix prefisso "
    "prefijo kierunkowy numerkierunkowy suuntanumero predvolba "};

inline constexpr Phrases kAreaCodePhrases = {
    " ortsvorwahl ortsvorwahlnummer ortsnetzkennzahl ortskennzahl onkz phoneareacode "
    "telephoneareacode stdcode indicatifregional codigodearea codigoarea ddd netnummer ",
    {}};

inline constexpr Phrases kCreatedAtPhrases = {
    " created createdon createddate createdtime createdatetime createdutc createdatutc "
    "createdate datecreated creationdate creationtime dateofcreation erstellt erstelltam "
    "erstelldatum erstellungsdatum erstellungszeitpunkt erstellungszeit datumerstellt angelegt "
    "angelegtam anlagedatum anlegedatum datumangelegt erzeugtam ",
    " addedat addedon addedtime dateadded addeddate hinzugefugt hinzugefuegt hinzugefugtam "
    "hinzugefuegtam datumhinzugefugt erfasst erfasstam erfassungsdatum eingetragenam "
    "eintragsdatum registeredat registeredon registrationdate dateregistered submissiondate "
    "submittedat submitdate registriertam "
    "registrierungsdatum anmeldedatum signedupat signedup signupdate subscribedat optintime "
    "connectedon joinedon registered zeitstempel timestamp datedecreation "
    "personcreated personpersoncreated registriert kontaktseit completiontime fertigstellungszeit "
    "fechadecreacion datadicreazione kundeseit customersince userregistered signup "};

inline constexpr Phrases kLastContactAtPhrases = {
    " lastcontact lastcontacted lastcontactedat lastcontactedon lastcontactdate lastcontactedate "
    "lastcontacteddate lastcontacttime dateoflastcontact lastcontacton letzterkontakt "
    "letzterkontaktam letztekontaktaufnahme letzterkontaktdatum datumletzterkontakt "
    "datumdesletztenkontakts letztekontaktierung letzteskontaktdatum zuletztkontaktiert "
    "zuletztkontaktiertam zuletztkontaktam kontaktzuletzt ",
    " lastactivitydate lastactivitytime lastactivity lastinteraction lastmessageat lastactive "
    "lastseen lastseenat personlastactivitydate "};

inline constexpr Phrases kSourcePhrases = {
    " contactsource quelle kontaktquelle ",
    " leadsource leadquelle originalsource ursprunglichequelle urspruenglichequelle "
    "originalsourcetype acquisitionsource referralsource datasource datenquelle sourcename "
    "kontaktherkunft leadherkunft herkunft origin ursprung "};

inline constexpr Phrases kTagsPhrases = {
    " tag taglist tagnames contacttags schlagworte schlagworter schlagwoerter schlagwort "
    "stichworte stichworter stichwoerter ",
    " labels label personlabels personlabel etiketten markierungen keywords categories kategorien "
    "category kategorie "
    "groupmembership "};

}  // namespace kartei::csv
