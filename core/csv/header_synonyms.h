// The headers that name a field, in the form of header_key(): folded, letters and digits only.
//
// Gathered from what contact software writes, from general knowledge of it and not out of anyone's
// tables: Google Contacts, Outlook, Microsoft 365, Apple and Thunderbird; HubSpot, Pipedrive,
// Salesforce, Zoho, Brevo, Mailchimp, Intercom, Chatwoot, Shopify, Stripe and PayPal; sevdesk,
// lexoffice, Lexware and CleverReach; and lists that people keep in a spreadsheet, in German and
// English.
#pragma once

#include <string_view>

#include "contact/contact.h"

namespace kartei::csv {

// Lists are words with a blank on both sides of each.
struct FieldSynonyms {
  Field field;
  // Its own name, as a key.
  std::string_view name;
  // Other words for the very field: two such columns are one too many.
  std::string_view usual;
  // One of several kinds ("work phone"), or less certain: the first in this order that a file has
  // is taken, where no column has the field's own name or a usual one. Further ones ("email 2")
  // are in neither list, so they become attributes.
  std::string_view special;
};

namespace synonyms {

inline constexpr std::string_view kName =
    " fullname completename contactname contactfullname personname nameofcontact "
    "firstandlastname firstnamelastname firstlastname firstnameandlastname vollstandigername "
    "vollstaendigername vollername gesamtname kontaktname vorundnachname vornamenachname "
    "vornameundnachname vornameundname vorundzuname nachnamevorname namevorname namenachname "
    "nameundvorname namedeskontakts ";
inline constexpr std::string_view kSpecialName =
    " displayname anzeigename contactperson ansprechpartner ansprechpartnerin "
    "ansprechpartnername ansprechperson kontaktperson contact kontakt leadname customername "
    "customerfullname clientname kundenname kundename membername mitgliedsname mitgliedname "
    "attendeename participantname teilnehmername guestname gastname patientname patientenname "
    "subscribername billingname shippingname customer client kunde teilnehmer ";

inline constexpr std::string_view kEmail =
    " emailaddress emailadresse emailadress emailaddr emailadr emailid mail mailaddress "
    "mailadresse emailanschrift electronicmail electronicmailaddress elektronischepost "
    "contactemail contactemailaddress kontaktemail kontaktmail kontaktemailadresse personemail ";
inline constexpr std::string_view kSpecialEmail =
    " primaryemail primaryemailaddress primaremailadresse primareemail primareemailadresse "
    "primaeremail primaereemail primaereemailadresse mainemail mainemailaddress hauptemail "
    "hauptemailadresse emailprimary emailprimar emailhaupt preferredemail bevorzugteemail "
    "email1 email1value email1wert email1address email1adresse emailaddress1 emailadresse1 "
    "mail1 emailwork workemail workemailaddress businessemail businessemailaddress companyemail "
    "emailbusiness personemailwork officeemail dienstlicheemail emaildienstlich "
    "geschaftlicheemail geschaeftlicheemail geschaftlicheemailadresse "
    "geschaeftlicheemailadresse emailgeschaftlich emailgeschaeftlich emailarbeit emailburo "
    "emailbuero emailfirma firmenemail personalemail privateemail personalemailaddress "
    "privateemailadresse emailpersonal emailprivate emailprivat privatemail personemailhome "
    "homeemail homeemailaddress emailhome customeremail clientemail kundenemail kundemail "
    "kundenmail leademail useremail benutzeremail memberemail mitgliedemail subscriberemail "
    "attendeeemail participantemail teilnehmeremail teilnehmermail buyeremail guestemail "
    "billingemail emailbilling rechnungsemail emailrechnung fromemailaddress "
    "absenderemailadresse ";

inline constexpr std::string_view kPhone =
    " phonenumber phoneno phonenr phonenum telephone telephonenumber telephoneno tel telno telnr "
    "telnumber telefon telefonnummer telefonnr telefonno telephon telephonnummer telnummer fon "
    "fonnummer rufnummer rufnr telefonhandy handytelefon telefonmobil telefonmobiltelefon "
    "festnetzmobil phonemobile contactphone contactphonenumber contactnumber kontakttelefon "
    "kontakttelefonnummer kontaktrufnummer personphone msisdn e164 phonee164 internationalphone "
    "internationalphonenumber internationaletelefonnummer ";
inline constexpr std::string_view kSpecialPhone =
    " primaryphone primaryphonenumber mainphone mainphonenumber haupttelefon haupttelefonnummer "
    "hauptrufnummer hauptnummer primaretelefonnummer primaeretelefonnummer preferredphone "
    "phone1 phone1value phone1number phonenumber1 telefon1 telefon1wert telefonnummer1 "
    "telefonnr1 tel1 rufnummer1 mobile mobilephone mobilephonenumber mobilenumber mobileno "
    "mobilenr mobiletelephone mobiletel mobil mobiltelefon mobiltelefonnummer mobilnummer "
    "mobilnr mobilrufnummer mobiltel mobiltelnr mobiltelefonnr mobilfunk mobilfunknummer "
    "mobilfunknr handy handynummer handynr handytelefonnummer natel natelnummer cell cellphone "
    "cellphonenumber cellnumber cellular cellularphone personphonemobile mobilgeschaftlich "
    "mobilgeschaeftlich mobildienstlich mobilprivat workphone workphonenumber worktelephone "
    "phonework personphonework businessphone businessphone1 businessphonenumber "
    "businesstelephone phonebusiness officephone officephonenumber officetelephone phoneoffice "
    "companyphone companymainphone directphone directdial telefongeschaftlich "
    "telefongeschaeftlich geschaftlichetelefonnummer geschaeftlichetelefonnummer "
    "telefondienstlich teldienstlich telgeschaftlich telgeschaeftlich diensttelefon "
    "dienstlichetelefonnummer telefonarbeit telarbeit telefonburo telefonbuero telefonfirma "
    "telefonzentrale firmentelefon durchwahl homephone homephonenumber hometelephone phonehome "
    "personphonehome telefonprivat telprivat privattelefon privattelefonnummer "
    "privatetelefonnummer privatnummer festnetz festnetznummer festnetznr telefonfestnetz "
    "landline landlinenumber customerphone customerphonenumber clientphone kundentelefon "
    "kundentelefonnummer leadphone userphone buyerphone attendeephone teilnehmertelefon "
    "billingphone shippingphone defaultaddressphone otherphone phoneother weiterestelefon "
    "weiteretelefonnummer carphone autotelefon kontaktnummer contactno whatsappnumber "
    "whatsappnummer whatsappphone whatsapp smsnumber smsnummer sms ";

// "Land" and "country" name a country; so do Ländercode and ISO code.
inline constexpr std::string_view kCountryCode =
    " countrycallingcode callingcode countrydialcode countrydialingcode countrydiallingcode "
    "dialcode dialingcode diallingcode internationaldialcode internationaldialingcode "
    "internationaldiallingcode internationalcallingcode internationalprefix internationalcode "
    "phonecode phonecountrycode phonenumbercountrycode countryphonecode countrycodephone "
    "telephonecountrycode telephonecode isdcode iddcode countryprefix phoneprefix dialprefix "
    "dialingprefix vorwahl vorwahlnummer landervorwahl laendervorwahl landervorwahlnummer "
    "landesvorwahl landesvorwahlnummer landvorwahl vorwahlland internationalevorwahl "
    "vorwahlinternational auslandsvorwahl telefonvorwahl telefonvorwahlland "
    "landervorwahltelefon telefonlandervorwahl landerkennzahl laenderkennzahl landeskennzahl ";

inline constexpr std::string_view kCreatedAt =
    " created createdon createddate createdtime createdatetime createdutc createdatutc "
    "createdate datecreated creationdate creationtime dateofcreation erstellt erstelltam "
    "erstelldatum erstellungsdatum erstellungszeitpunkt erstellungszeit datumerstellt angelegt "
    "angelegtam anlagedatum anlegedatum datumangelegt erzeugtam ";
inline constexpr std::string_view kSpecialCreatedAt =
    " addedat addedon addedtime dateadded addeddate hinzugefugt hinzugefuegt hinzugefugtam "
    "hinzugefuegtam datumhinzugefugt erfasst erfasstam erfassungsdatum eingetragenam "
    "eintragsdatum registeredat registeredon registrationdate dateregistered registriertam "
    "registrierungsdatum signedupat signedup signupdate subscribedat kundeseit customersince ";

inline constexpr std::string_view kLastContactAt =
    " lastcontact lastcontacted lastcontactedat lastcontactedon lastcontactdate lastcontactedate "
    "lastcontacteddate lastcontacttime dateoflastcontact lastcontacton letzterkontakt "
    "letzterkontaktam letztekontaktaufnahme letzterkontaktdatum datumletzterkontakt "
    "datumdesletztenkontakts letztekontaktierung letzteskontaktdatum zuletztkontaktiert "
    "zuletztkontaktiertam zuletztkontaktam kontaktzuletzt ";

inline constexpr std::string_view kSource = " contactsource quelle kontaktquelle ";
inline constexpr std::string_view kSpecialSource =
    " leadsource leadquelle originalsource ursprunglichequelle urspruenglichequelle "
    "originalsourcetype acquisitionsource referralsource datasource datenquelle sourcename "
    "kontaktherkunft leadherkunft herkunft origin ursprung ";

inline constexpr std::string_view kTags =
    " tag taglist tagnames contacttags schlagworte schlagworter schlagwoerter schlagwort "
    "stichworte stichworter stichwoerter ";
inline constexpr std::string_view kSpecialTags =
    " labels label etiketten markierungen keywords categories kategorien category kategorie ";

}  // namespace synonyms

inline constexpr FieldSynonyms kFieldSynonyms[] = {
    {Field::name, "name", synonyms::kName, synonyms::kSpecialName},
    {Field::email, "email", synonyms::kEmail, synonyms::kSpecialEmail},
    {Field::phone, "phone", synonyms::kPhone, synonyms::kSpecialPhone},
    {Field::country_code, "countrycode", synonyms::kCountryCode, {}},
    {Field::created_at, "createdat", synonyms::kCreatedAt, synonyms::kSpecialCreatedAt},
    {Field::last_contact_at, "lastcontactat", synonyms::kLastContactAt, {}},
    {Field::source, "source", synonyms::kSource, synonyms::kSpecialSource},
    {Field::tags, "tags", synonyms::kTags, synonyms::kSpecialTags},
};

}  // namespace kartei::csv
