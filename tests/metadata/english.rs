//! Title blocks in English: text, actor, group, date.

use super::Block;

/// Written before the code that reads them.
pub(crate) const FIRST: [Block; 20] = [
    (
        "Statement by H.E. Mr. Arvid Stenmark\nPermanent Representative of Sweden to the United Nations\n\nOpen-ended Working Group on ICT security\nNew York, 9 September 2019\n\nMr. Chair,\n\nWe agree.",
        "SWE",
        "",
        "2019-09-09",
    ),
    (
        "PERMANENT MISSION OF THE REPUBLIC OF GHANA TO THE UNITED NATIONS\n\nSTATEMENT DELIVERED BY MS. ABENA KWARTENG, COUNSELLOR\n\nTHURSDAY, 28 JULY 2022\nCheck against delivery\n\nMadam Chair,\nGhana thanks you.",
        "GHA",
        "",
        "2022-07-28",
    ),
    (
        "Remarks by Ambassador Lin Weiran, Head of the Chinese Delegation\nat the First Committee of the 77th Session of the UN General Assembly\n(October 12th, 2022)\n\nMr. Chairman,\n\nWe agree.",
        "CHN",
        "",
        "2022-10-12",
    ),
    (
        "U.S. Statement at the OEWG Fifth Substantive Session\n\nAs Delivered by Melissa Harrow\n\nNew York, March 4th, 2024\n\nThank you, Chair.",
        "USA",
        "",
        "2024-03-04",
    ),
    (
        "Australian Mission to the United Nations\nE-mail australia@un.example www.unny.mission.example\n\nOEWG – Agenda item 5: Norms\n\nStatement by Dr. Kate Morland, First Secretary\n\n25.07.2023\n\nChair,\n\nWe agree.",
        "AUS",
        "",
        "2023-07-25",
    ),
    (
        "STATEMENT\nby\nMr. Bayar Tsogt\nDelegation of Mongolia\n\nGeneral Debate\n\n03.10.2023\n\nDistinguished Chair,\n\nWe agree.",
        "MNG",
        "",
        "2023-10-03",
    ),
    (
        "European Union\n\nEU Statement – UN Open-Ended Working Group on ICT: Rules, norms and principles\n\n7 March 2024, New York – Statement on behalf of the European Union and its Member States\n\nMr. Chair,\n\nI have the honour to speak on behalf of the EU and its Member States.",
        "EUE",
        "EUE",
        "2024-03-07",
    ),
    (
        "Statement on behalf of the African Group\n\ndelivered by H.E. Mr. Chidi Okafor, Permanent Representative of the Federal Republic of Nigeria\n\nNew York, 13 December 2021\n\nMr. Chair,\n\nI have the honour to speak on behalf of the African Group.",
        "NGA",
        "african-group",
        "2021-12-13",
    ),
    (
        "Statement by Indonesia on behalf of the Non-Aligned Movement\n\nUN Headquarters, New York\n10-14 February 2020\n\nMr. Chairman,",
        "IDN",
        "nam",
        "2020-02",
    ),
    (
        "Intervention by the United Kingdom of Great Britain and Northern Ireland\nSecurity Council open debate on cyber security\n29 June 2021\n\nMr President,\n\nWe agree.",
        "GBR",
        "",
        "2021-06-29",
    ),
    (
        "Please check against delivery\n\nStatement by Tonga on behalf of the Pacific Islands Forum members\n\ndelivered by Ms. Ana Tupou, Deputy Permanent Representative of the Kingdom of Tonga to the United Nations\n\n6th of March 2024\n\nThank you, Chair.",
        "TON",
        "pif",
        "2024-03-06",
    ),
    (
        "Joint Statement by the Nordic countries\nDelivered by Denmark\n\nFirst Committee, Cluster V\n\nOctober 20, 2023\n\nChair,\n\nI am delivering this statement on behalf of the Nordic countries, Finland, Iceland, Norway, Sweden and my own country Denmark.",
        "DNK",
        "nordics",
        "2023-10-20",
    ),
    (
        "Statement of the Islamic Republic of Iran\nBefore the Open-Ended Working Group on Security of and in the Use of ICTs 2021-2025\nNew York, 31 March 2022\n\nIn the name of God, the Compassionate, the Merciful\n\nMr. Chair,\n\nWe agree.",
        "IRN",
        "",
        "2022-03-31",
    ),
    (
        "Mission permanente de la Suisse auprès des Nations Unies\nPermanent Mission of Switzerland to the United Nations\n\nOEWG on developments in the field of information and telecommunications\n\nNew York, 11 February 2020\n\nStatement by Switzerland\n\nMr. Chair,\n\nWe agree.",
        "CHE",
        "",
        "2020-02-11",
    ),
    (
        "Republic of Korea\n\n[Agenda item 4: Existing and potential threats]\nMonday 24 July 2023\n\nThank you, Chair, for giving me the floor.",
        "KOR",
        "",
        "2023-07-24",
    ),
    (
        "Ministry of Foreign Affairs of the Republic of Latvia\n\nAddress by the President of Latvia, Mr. Egils Kalniņš, at the 74th session of the UN General Assembly\n\n25 September 2019\n\nMr. President,\n\nExcellencies,",
        "LVA",
        "",
        "2019-09-25",
    ),
    (
        "STATEMENT BY H.E. AMBASSADOR ROSA MENDEZ-LUGO\nPERMANENT REPRESENTATIVE OF COSTA RICA\n\nTHEMATIC DEBATE: OTHER DISARMAMENT MEASURES\nFIRST COMMITTEE, SEVENTY-SIXTH SESSION\n\nTUESDAY, OCTOBER 19, 2021\n\nTHANK YOU, CHAIR.",
        "CRI",
        "",
        "2021-10-19",
    ),
    (
        "Tuvalu\nNational Statement delivered by the Prime Minister, The Honourable Feleti Sopo\n76th Session of the United Nations General Assembly\nGeneral Debate\n2021-09-25\n\nMr President,\n\nI bring greetings.",
        "TUV",
        "",
        "2021-09-25",
    ),
    (
        "ASEAN STATEMENT\nTO BE DELIVERED BY\nH.E. MS. NUR AISYAH RAHMAN\nPERMANENT REPRESENTATIVE OF BRUNEI DARUSSALAM TO THE UNITED NATIONS\nNEW YORK, 8 OCTOBER 2021\n\nMr. Chair,\n\n1. I have the honour to deliver this statement on behalf of the member States of the Association of Southeast Asian Nations (ASEAN).",
        "BRN",
        "asean",
        "2021-10-08",
    ),
    ("Right of Reply by India\n3rd meeting of the OEWG, 10th December 2024\n\nChair,\n\nWe reject it.", "IND", "", "2024-12-10"),
];

/// Written after the code, and read once without tuning.
pub(crate) const LATER: [Block; 10] = [
    (
        "Permanent Mission of Jamaica to the United Nations\n\nStatement by Ms. Tanya Brookfield, Counsellor\nAgenda item 95\n\n17 October 2022\n\nThank you, Chair.",
        "JAM",
        "",
        "2022-10-17",
    ),
    (
        "Statement by Mr. Jakob Weiss, Cyber Ambassador, on behalf of Austria\n\nSixth substantive session of the OEWG, 11-15 December 2023\nNew York, December 12, 2023\n\nChair,\n\nAustria aligns itself with the statement of the EU.",
        "AUT",
        "",
        "2023-12-12",
    ),
    ("KINGDOM OF SAUDI ARABIA\nSTATEMENT BEFORE THE FIRST COMMITTEE\n13 OCT 2021\n\nMR. CHAIRMAN,", "SAU", "", "2021-10-13"),
    (
        "Statement by Belize on behalf of the Alliance of Small Island States (AOSIS)\nNew York, 4th April 2023\n\nMadam Chair,",
        "BLZ",
        "aosis",
        "2023-04-04",
    ),
    (
        "Remarks at a UN Security Council Briefing on Cyber Threats\n\nAmbassador Helen Crowe\nDeputy Representative of the United States to the United Nations\nNew York, New York\nJune 20, 2024\n\nThank you, Mr. President.",
        "USA",
        "",
        "2024-06-20",
    ),
    (
        "Draft elements - Pakistan's intervention\nItem: confidence-building measures\nWed 6 March 2024\n\nThank you, Mr. Chair.",
        "PAK",
        "",
        "2024-03-06",
    ),
    (
        "Statement of the Arab Group delivered by Iraq\nFirst Committee, 79th session\n10/25/2024\n\nMr. Chair,",
        "IRQ",
        "arab-group",
        "2024-10-25",
    ),
    (
        "Embassy of the Republic of Slovenia\nH.E. Ms. Ana Novak\nState Secretary\nMunich, 2 February 2019\n\nDear colleagues,",
        "SVN",
        "",
        "2019-02-02",
    ),
    ("Türkiye - National Statement\n(Cluster IV)\n2022/10/18\n\nMr. Chair,", "TUR", "", "2022-10-18"),
    (
        "Explanation of vote by the Democratic People's Republic of Korea\n\nA/C.1/78/L.60\nNovember 1st, 2023\n\nMr. Chair,",
        "PRK",
        "",
        "2023-11-01",
    ),
];
