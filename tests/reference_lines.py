# ruff: noqa: E501 - lines as people paste them
"""Reference lines in many styles, messy as people paste them, with what each says: made-up works all."""

from typing import Any

# Line; makers ("Family, Given; ..." or "=Organisation"); other fields.
LINES: list[tuple[str, str, dict[str, Any]]] = [
    (
        ("Sample, A. B., Mock-Jones, C., & Pretend, D. E. (2021). Loading the calf: Does it help? A trial of 10.1 kg "
        "weights. *Journal of Made-up Medicine*, *53*(2), 80–85. https://doi.org/10.5555/jmm.2021-0053"),
        "Sample, A. B.; Mock-Jones, C.; Pretend, D. E.",
        {"type": "article-journal", "year": 2021, "title": "Loading the calf: Does it help? A trial of 10.1 kg weights",
         "container-title": "Journal of Made-up Medicine", "volume": "53", "issue": "2", "page": "80–85",
         "DOI": "10.5555/jmm.2021-0053"},
    ),
    (
        ("Sample, J. and Mock, A. (2019) ‘Knees and the patients’ view’, Invented Physiotherapy, 53(2), pp. 80–85. "
        "Available at: https://invented.example/53 (Accessed: 3 May 2025)."),
        "Sample, J.; Mock, A.",
        {"type": "article-journal", "year": 2019, "title": "Knees and the patients’ view",
         "container-title": "Invented Physiotherapy", "volume": "53", "issue": "2", "page": "80–85",
         "URL": "https://invented.example/53", "accessed": {"date-parts": [[2025, 5, 3]]}},
    ),
    (
        ("1. Sample J, Mock AB, Pretend CD, et al. Running in the rain: a review. Br J Imag Med. 2019 Jan;53(2):80-5. "
        "doi:10.5555/bjim(2019)53. PMID: 12345678. PMCID: PMC1234567"),
        "Sample, J.; Mock, A. B.; Pretend, C. D.",
        {"type": "article-journal", "year": 2019, "title": "Running in the rain: a review",
         "container-title": "Br J Imag Med", "volume": "53", "issue": "2", "page": "80-5", "DOI": "10.5555/bjim(2019)53",
         "PMID": "12345678", "PMCID": "PMC1234567"},
    ),
    (
        "Sample, John, and Anna Mock. “Why do hips click?” Journal of Noises, vol. 12, no. 4, 2018, pp. 101–10.",
        "Sample, John; Mock, Anna",
        {"type": "article-journal", "year": 2018, "title": "Why do hips click?", "container-title": "Journal of Noises",
         "volume": "12", "issue": "4", "page": "101–10"},
    ),
    (
        "Sample, John. 2017. “Walking After Surgery.” Annals of Gait 8 (3): 45–52. https://doi.org/10.5555/ag.8.3.",
        "Sample, John",
        {"type": "article-journal", "year": 2017, "title": "Walking After Surgery", "container-title": "Annals of Gait",
         "volume": "8", "issue": "3", "page": "45–52", "DOI": "10.5555/ag.8.3"},
    ),
    ("NHS. (2024). Knee pain.", "=NHS", {"year": 2024, "title": "Knee pain"}),
    (
        ("NICE (2022) Osteoarthritis in over 16s: diagnosis and management [NG226]. Available at: "
        "https://www.nice.example/guidance/ng226 (Accessed: 12 June 2025)."),
        "=NICE",
        {"year": 2022, "title": "Osteoarthritis in over 16s: diagnosis and management", "number": "NG226",
         "URL": "https://www.nice.example/guidance/ng226", "accessed": {"date-parts": [[2025, 6, 12]]}},
    ),
    (
        "World Made-up Organization. Guidelines on sitting less. Geneva: World Made-up Organization; 2020.",
        "=World Made-up Organization",
        {"year": 2020, "title": "Guidelines on sitting less", "publisher": "World Made-up Organization"},
    ),
    (
        "Royal College of Invented Therapists (RCIT). (2023). Hip precautions (2nd ed.). RCIT Press.",
        "=Royal College of Invented Therapists (RCIT)",
        {"year": 2023, "title": "Hip precautions", "edition": "2nd", "publisher": "RCIT Press"},
    ),
    (
        "Pretend, Q. & Example, R. (2014). Anatomy for nobody (3rd ed.). London: Nowhere Press.",
        "Pretend, Q.; Example, R.",
        {"type": "book", "year": 2014, "title": "Anatomy for nobody", "edition": "3rd", "publisher": "Nowhere Press"},
    ),
    (
        ("Mock, L. (2016) ‘Tendons’, in Sample, J. and Example, P. (eds) The big book of tissue. 2nd edn. Leeds: Paper "
        "Press, pp. 33–58."),
        "Mock, L.",
        {"type": "chapter", "year": 2016, "title": "Tendons", "container-title": "The big book of tissue",
         "edition": "2nd", "publisher": "Paper Press", "page": "33–58"},
    ),
    (
        ("Mock L, Sample B. Bone healing. In: Example P, Pretend Q, editors. Fractures for all. 4th ed. York: Old "
        "House; 2011. p. 120-34."),
        "Mock, L.; Sample, B.",
        {"type": "chapter", "year": 2011, "title": "Bone healing", "container-title": "Fractures for all",
         "edition": "4th", "publisher": "Old House", "page": "120-34"},
    ),
    (
        "Versus Aches. (n.d.). What is back pain? Retrieved 4 March 2024, from https://aches.example/back_pain",
        "=Versus Aches",
        {"year": None, "title": "What is back pain?", "URL": "https://aches.example/back_pain"},
    ),
    (
        ("Mayo Sample Clinic Staff. (2023, April 12). Sprains: First aid. Mayo Sample Clinic. "
        "https://www.mayo.example/first-aid/basics/art-20056622"),
        "=Mayo Sample Clinic Staff",
        {"year": 2023, "title": "Sprains: First aid", "container-title": "Mayo Sample Clinic",
         "URL": "https://www.mayo.example/first-aid/basics/art-20056622"},
    ),
    (
        "de Souza MA, O’Neill P, McKay R Jr. Elbows at work. Work Rev. 2015;7:e12345.",
        "de Souza, M. A.; O’Neill, P.; McKay, R.",
        {"type": "article-journal", "year": 2015, "title": "Elbows at work", "container-title": "Work Rev",
         "volume": "7", "page": "e12345"},
    ),
    (
        ("Jean-Pierre, M.-C., van den Broek, H. J. M. and García-López, J. (2020a). Stairs [in French]. Rev. Fict., 4, "
        "pp.1-9, doi: http://dx.doi.org/10.5555/rf.4.1"),
        "Jean-Pierre, M.-C.; van den Broek, H. J. M.; García-López, J.",
        {"type": "article-journal", "year": 2020, "title": "Stairs", "container-title": "Rev. Fict", "volume": "4",
         "page": "1-9", "DOI": "10.5555/rf.4.1"},
    ),
    (
        ("Sample, J.; Mock, A.; Pretend, B. Sitting and standing at desks. Int. J. Invented Res. Public Health 2021, "
        "18, 1234. https://doi.org/10.5555/ijirph18031234"),
        "Sample, J.; Mock, A.; Pretend, B.",
        {"type": "article-journal", "year": 2021, "title": "Sitting and standing at desks",
         "container-title": "Int. J. Invented Res. Public Health", "volume": "18", "page": "1234",
         "DOI": "10.5555/ijirph18031234"},
    ),
    (
        "Sample J, Mock A (2018) Balance and age. PLoS Fiction 13(4): e0195678.",
        "Sample, J.; Mock, A.",
        {"type": "article-journal", "year": 2018, "title": "Balance and age", "container-title": "PLoS Fiction",
         "volume": "13", "issue": "4", "page": "e0195678"},
    ),
    (
        "[7] J. Sample and A. B. Mock, “Sensors in shoes,” J. Imag. Eng., vol. 9, no. 2, pp. 12–19, 2016.",
        "Sample, J.; Mock, A. B.",
        {"type": "article-journal", "year": 2016, "title": "Sensors in shoes", "container-title": "J. Imag. Eng",
         "volume": "9", "issue": "2", "page": "12–19"},
    ),
    (
        "Sample, J., 2013. Lifting boxes safely. Journal of Loads, 5(1), pp.22-30.",
        "Sample, J.",
        {"type": "article-journal", "year": 2013, "title": "Lifting boxes safely", "container-title": "Journal of Loads",
         "volume": "5", "issue": "1", "page": "22-30"},
    ),
    (
        "Department of Health and Social Invention (2019) UK chief officers’ activity guidelines. London: DHSI.",
        "=Department of Health and Social Invention",
        {"year": 2019, "title": "UK chief officers’ activity guidelines", "publisher": "DHSI"},
    ),
    (
        "Mock A. Heat or ice? BMJ 2020;371:m1234. [https://pubmed.ncbi.nlm.nih.gov/33445566/](https://pubmed.ncbi.nlm.nih.gov/33445566/)",
        "Mock, A.",
        {"type": "article-journal", "year": 2020, "title": "Heat or ice?", "container-title": "BMJ", "volume": "371",
         "page": "m1234", "PMID": "33445566"},
    ),
    (
        ("Sample A, Pretend B; Imaginary Trials Group. Early walking. Lancet Fict. 2022 Nov 5;400(10363):1577-1589. doi: "
        "10.5555/S0140-6736(22)01234-5. Epub 2022 Oct 20. PMID: 36336001; PMCID: PMC9900001."),
        "Sample, A.; Pretend, B.; =Imaginary Trials Group",
        {"type": "article-journal", "year": 2022, "title": "Early walking", "container-title": "Lancet Fict",
         "volume": "400", "issue": "10363", "page": "1577-1589", "DOI": "10.5555/S0140-6736(22)01234-5",
         "PMID": "36336001", "PMCID": "PMC9900001"},
    ),
    (
        "Example, T. (in press). Cramp at night. Sleep & Muscle.",
        "Example, T.",
        {"year": None, "title": "Cramp at night", "container-title": "Sleep & Muscle"},
    ),
    (
        "NHS Sampleshire. “Neck exercises.” Last reviewed 2021. www.sampleshire.example/neck.",
        "=NHS Sampleshire",
        {"title": "Neck exercises", "URL": "www.sampleshire.example/neck"},
    ),
    (
        "Chartered Society of Invented Physiotherapy [CSIP] (2021b). *Back to work.* <https://csip.example/a_b(c)>",
        "=Chartered Society of Invented Physiotherapy [CSIP]",
        {"year": 2021, "title": "Back to work", "URL": "https://csip.example/a_b(c)"},
    ),
    (
        "Mock P., Sample R. (2010): Stretching before sport. In: Sports Tales 3 (1), S. 5-9.",
        "Mock, P.; Sample, R.",
        {"year": 2010, "title": "Stretching before sport"},
    ),
    (
        "Sample JR, Mock-Pretend A. Shoulder slings. Cochrane Imag Syst Rev. 2014;(5):CD001234. DOI 10.5555/14651858.CD001234.pub3",
        "Sample, J. R.; Mock-Pretend, A.",
        {"type": "article-journal", "year": 2014, "title": "Shoulder slings", "container-title": "Cochrane Imag Syst Rev",
         "issue": "5", "page": "CD001234", "DOI": "10.5555/14651858.CD001234.pub3"},
    ),
    (
        "Example, F., Sample, G., Mock, H., … Pretend, Z. (2020). Many hands. Big Science, 1, Article 12. doi.org/10.5555/bs.1.12",
        "Example, F.; Sample, G.; Mock, H.; Pretend, Z.",
        {"type": "article-journal", "year": 2020, "title": "Many hands", "container-title": "Big Science", "volume": "1",
         "page": "12", "DOI": "10.5555/bs.1.12"},
    ),
    (
        "Sample, K. St. J., & O'Mock, L. (2012, Spring). Is rest best? Therapy Letters, 30, 7–11.",
        "Sample, K. St. J.; O'Mock, L.",
        {"type": "article-journal", "year": 2012, "title": "Is rest best?", "container-title": "Therapy Letters",
         "volume": "30", "page": "7–11"},
    ),
    (
        ("Made-up Health Agency. Falls: the facts (Report No. 12). 2018. Available from: http://agency.example/falls.pdf. "
        "Accessed 1 February 2024."),
        "=Made-up Health Agency",
        {"year": 2018, "title": "Falls: the facts", "URL": "http://agency.example/falls.pdf",
         "accessed": {"date-parts": [[2024, 2, 1]]}},
    ),
    (
        "Sample, Mary Ann. Strong Bones: A Guide. Invented Books, 2015.",
        "Sample, Mary Ann",
        {"type": "book", "year": 2015, "title": "Strong Bones: A Guide", "publisher": "Invented Books"},
    ),
    (
        ("Mock, B., & Sample, C. (2021). Apps for pain. *medPretend*. Advance online publication. "
        "[https://doi.org/10.5555/2021.02.03](https://doi.org/10.5555/2021.02.03)"),
        "Mock, B.; Sample, C.",
        {"year": 2021, "title": "Apps for pain", "container-title": "medPretend", "DOI": "10.5555/2021.02.03"},
    ),
    (
        "Invented Orthopaedic Association. (2022, 5 March). [Total hip replacement](https://ioa.example/hip?a=1&b=2). ",
        "=Invented Orthopaedic Association",
        {"year": 2022, "title": "Total hip replacement", "URL": "https://ioa.example/hip?a=1&b=2"},
    ),
    (
        "Pretend, J., Mock, S. & Sample, T. Grip and gait. Nat Fict Med 26, 1234–1241 (2020). https://doi.org/10.5555/s41591-020-0001-2",
        "Pretend, J.; Mock, S.; Sample, T.",
        {"type": "article-journal", "year": 2020, "title": "Grip and gait", "container-title": "Nat Fict Med",
         "volume": "26", "page": "1234–1241", "DOI": "10.5555/s41591-020-0001-2"},
    ),
    (
        "Sample L, Mock K. Feet in boots. Front Feet. (2019) 10:123. doi: 10.5555/ff.2019.00123",
        "Sample, L.; Mock, K.",
        {"type": "article-journal", "year": 2019, "title": "Feet in boots", "container-title": "Front Feet",
         "volume": "10", "page": "123", "DOI": "10.5555/ff.2019.00123"},
    ),
    (
        ("Nowhere University Hospitals NHS Trust. Your new knee: a patient’s guide. Nowhere: Nowhere Hospitals; 2021 [cited "
        "2024 Feb 2]. Available from: https://nowhere.example/knee"),
        "=Nowhere University Hospitals NHS Trust",
        {"year": 2021, "title": "Your new knee: a patient’s guide", "publisher": "Nowhere Hospitals",
         "URL": "https://nowhere.example/knee", "accessed": {"date-parts": [[2024, 2, 2]]}},
    ),
    (
        "Sample, O. (2009) Pain, sleep and mood, Journal of Nights, 2(3), pp. 4–9.",
        "Sample, O.",
        {"type": "article-journal", "year": 2009, "title": "Pain, sleep and mood", "container-title": "Journal of Nights",
         "volume": "2", "issue": "3", "page": "4–9"},
    ),
]  # fmt: skip
