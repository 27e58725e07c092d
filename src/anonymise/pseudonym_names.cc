#include "anonymise/pseudonym_names.h"

namespace heed::anonymise {

namespace {
constexpr NameList kLists[] = {
    {Tradition::English, "english", "English",
     "Alison Amanda Annabel Beatrice Bernadette Beverley Brenda Bridget Carolyn Cecilia Charlotte Clara Coral Daphne Deborah Denise Edith Eleanor Elspeth Felicity Frances Georgina Gillian Harriet Hilary "
     "Imogen Jacqueline Janine Jennifer Josephine Judith Kimberley Laura Leanne Lorraine Lucinda Marianne Maxine Melissa Miriam Nadine Nicola Olivia Pamela Philippa Rebecca Rosalind Samantha Sheila "
     "Stephanie Susannah Tabitha Theresa Ursula Valerie Vanessa Wendy Yvonne Zara",
     "Adrian Alistair Anthony Barnaby Benedict Brendan Bryan Christopher Clive Colin Crispin Damian Derek Desmond Dominic Douglas Duncan Edmund Elliot Ernest Felix Fergus Gareth Geoffrey Gerald Gilbert "
     "Gordon Graham Gregory Harvey Howard Humphrey Ivor Jeremy Jonathan Julian Keith Kenneth Leonard Lionel Malcolm Martin Maurice Neville Nicholas Norman Oliver Patrick Philip Quentin Raymond Roderick "
     "Roland Rupert Sebastian Simon Stuart Terence Timothy Trevor Vincent Walter",
     "Ashdown Atherley Barlow Beckford Birtwell Braddock Calloway Chadwick Coppard Dunstall Eastwick Fairclough Gatley Hallam Hathersage Ingleby Kershaw Langridge Marchbank Netherton Oakham Pemberton "
     "Ravenscroft Sedgwick Thornley Underhill Wetherby Yardley"},
    {Tradition::Welsh, "welsh", "Welsh",
     "Angharad Bethan Branwen Bronwen Cariad Carys Catrin Ceinwen Cerys Delyth Eira Eirlys Eleri Eluned Enid Ffion Gwenllian Gwenda Haf Heledd Lleucu Llinos Lowri Mair Mared Meinir Menna Myfanwy Nerys Nia "
     "Olwen Rhian Rhiannon Sioned Siwan Tegwen",
     "Aled Alun Aneurin Arwel Bleddyn Caradog Cledwyn Dafydd Dewi Dylan Eifion Elfed Emlyn Emyr Geraint Gethin Goronwy Gruffydd Gwilym Hefin Hywel Iestyn Ieuan Ifan Illtyd Iolo Iorwerth Islwyn Llew Meirion "
     "Meurig Osian Rhodri Rhydian Tecwyn Trefor Tudur",
     "Bebb Bevan Bowen Cadwaladr Eynon Gittins Gwynne Howells Idris Llewellyn Madoc Maddocks Meredith Mostyn Nantlais Penry Powell Prosser Probert Pugh Rheinallt Tegid Trahaearn Vaughan Wynne"},
    {Tradition::Irish, "irish", "Irish",
     "Aisling Aoife Blathnaid Brigid Caoimhe Ciara Clodagh Deirdre Eabha Eimear Eithne Fionnuala Grainne Ide Laoise Mairead Maeve Maura Muireann Neasa Niamh Noreen Nuala Oonagh Orla Roisin Sadhbh Saoirse "
     "Sinead Siobhan Sorcha Una",
     "Aidan Barra Brogan Cathal Cian Ciaran Cillian Colm Conall Conor Cormac Declan Diarmuid Donal Eamon Enda Eoin Fergal Fiachra Finbar Fintan Garvan Kieran Lorcan Malachy Manus Niall Odhran Oisin Padraig "
     "Ronan Ruairi Senan Tadhg Tiernan Ultan",
     "Brannigan Cafferty Corrigan Devaney Donnellan Finnegan Gallagher Geraghty Halloran Kilbane Lafferty Loughran Mannion McAteer McGettigan Mulcahy Nolan Rafferty Scanlon Tierney Toolan"},
    {Tradition::Scottish, "scottish", "Scottish",
     "Ailsa Ainsley Catriona Cairistiona Effie Eilidh Eilish Fenella Fiona Flora Greer Iona Isla Isobel Jean Kirsty Lorna Mairi Marsaili Morag Morven Muriel Rhona Rona Shona Sheena Una",
     "Alasdair Angus Archibald Blair Calum Cameron Craig Diarmid Donald Dougal Ewan Farquhar Finlay Fraser Gavin Hamish Iain Innes Keir Kenzie Lachlan Magnus Malcolm Murdo Murray Neil Ranald Roderick Rory "
     "Ruaridh Struan Torquil",
     "Abercrombie Auchterlonie Buchanan Carmichael Colquhoun Dalgleish Drummond Farquharson Galbraith Gilchrist Kinnaird Lockhart MacAskill MacInnes MacLachlan MacPhail Menzies Ogilvie Rankine Sinclair Urquhart"},
    {Tradition::Polish, "polish", "Polish",
     "Agata Agnieszka Aleksandra Alicja Aniela Beata Bogna Bozena Danuta Dorota Edyta Ewelina Grazyna Halina Iwona Izabela Jadwiga Jagoda Joanna Jolanta Justyna Kinga Krystyna Lidia Malgorzata Magdalena "
     "Marzena Milena Monika Renata Sylwia Teresa Urszula Wanda Wioletta Zofia",
     "Adrian Andrzej Arkadiusz Artur Bartosz Bogdan Cezary Damian Dariusz Dawid Filip Grzegorz Henryk Ireneusz Jacek Jakub Janusz Jerzy Kacper Kamil Konrad Krzysztof Leszek Lukasz Maciej Marcin Mariusz "
     "Mateusz Mieszko Oskar Przemyslaw Rafal Ryszard Sebastian Slawomir Tomasz Waldemar Wojciech Zbigniew",
     "Adamczyk Baran Bielak Dudek Gajewski Jasinski Kaczmarek Kalina Kubiak Lis Malec Mazurek Nowicki Olszewski Pietrzak Rogala Sikora Sobczak Urban Walczak Wrona Zaremba"},
    {Tradition::Baltic, "baltic", "Lithuanian and Latvian",
     "Aiste Asta Audrone Birute Dace Daiva Egle Gintare Ieva Ilze Inga Inese Jolanta Jurate Kristine Laima Liga Lina Neringa Rasa Rita Ruta Sandra Simona Sanita Vaida Vilma Zane Zivile",
     "Aivars Algirdas Andris Arturas Arvydas Darius Edgars Eduardas Gatis Gediminas Gintaras Ivars Janis Juris Justas Karlis Kestutis Laimonis Linas Mantas Marius Mindaugas Nerijus Raimonds Rimantas Rolandas "
     "Saulius Tomas Valdis Vytautas Zigmas",
     "Balciunas Berzins Dambrauskas Jansons Kalnins Kairys Lapins Liepa Navickas Ozolins Petraitis Rimkus Stonkus Vanags Zukauskas"},
    {Tradition::Romanian, "romanian", "Romanian",
     "Adelina Adina Alina Anca Andreea Bianca Camelia Carmen Corina Cosmina Crina Daciana Delia Doina Elena Florentina Gabriela Georgeta Ileana Ioana Ionela Iulia Lavinia Liliana Loredana Luminita Magda "
     "Mihaela Mirela Nicoleta Oana Otilia Raluca Ramona Rodica Roxana Simona Sorina Viorica",
     "Adrian Alexandru Andrei Aurel Bogdan Catalin Ciprian Claudiu Constantin Corneliu Cosmin Costel Cristian Dan Decebal Doru Dragos Dumitru Emil Eugen Florin Gheorghe Horia Ilie Ionut Iulian Laurentiu "
     "Liviu Lucian Marian Mihai Mircea Nelu Octavian Ovidiu Petru Radu Razvan Sorin Teodor Traian Tudor Valentin Vasile Viorel Vlad",
     "Albu Badea Balan Bucur Ciobanu Cojocaru Constantinescu Dinu Enache Florea Grigore Iliescu Lazar Lupu Manea Mocanu Neagu Nistor Olaru Pavel Rusu Sandu Stan Tanase Voicu"},
    {Tradition::Slavonic, "slavonic", "Russian, Ukrainian, Bulgarian, Czech and Slovak",
     "Alena Alyona Anastasia Anelia Antonina Blanka Bohdana Bozena Darina Desislava Galina Halyna Hana Ilona Inna Irina Iryna Ivana Jarmila Katarina Ksenia Larisa Lenka Ludmila Lyudmyla Marketa Milada Nadezhda "
     "Nataliya Oksana Olena Olesya Petra Radka Snezhana Solomiya Stanislava Svetlana Tatiana Tereza Vesna Yana Yuliya Zdenka Zlata",
     "Anatoliy Andriy Anton Bohdan Boyan Dmitri Dusan Gennady Georgi Igor Ihor Ivo Jaroslav Jiri Karel Kirill Konstantin Kosta Krasimir Lubomir Maksym Matej Mikhail Milan Miroslav Mykola Nikolay Oleg Oleksandr "
     "Ondrej Pavel Petar Petro Radek Radoslav Ruslan Sergei Stanislav Stefan Svetoslav Taras Timur Tomas Vaclav Valentyn Vasyl Viktor Vitaliy Vladimir Yaroslav Yevhen Yuri Zdenek",
     "Bondarenko Cerny Dimitrov Dvorak Hlavacek Horvat Kadlec Kolesnik Kovalenko Kravets Lysenko Marinov Melnyk Novotny Orlov Petrov Polyakov Savchuk Sokolov Todorov Tkachenko Vasilev Zelenko"},
    {Tradition::Albanian, "albanian", "Albanian",
     "Albana Anila Ardita Arjeta Besa Blerta Diellza Donika Drita Elira Enkelejda Fatime Flutura Genta Hana Ilirjana Jeta Kaltrina Leonora Lindita Lule Merita Mimoza Mirjeta Rovena Shpresa Teuta Valbona Vjosa "
     "Vlora Zana",
     "Adnan Agim Agron Altin Arben Arben Ardian Artan Besnik Blerim Burim Dritan Edon Endrit Ermal Fatmir Gezim Ilir Kastriot Kreshnik Liridon Luan Mentor Naim Petrit Qemal Shkelzen Skender Valon Visar Ylli",
     "Berisha Bushati Dervishi Gashi Hasani Hoxhaj Kelmendi Krasniqi Leka Marku Mehmeti Prifti Rexha Shala Tahiri Toska Vokshi Zeqiri"},
    {Tradition::Greek, "greek", "Greek and Cypriot",
     "Aggeliki Alexandra Anthoula Artemis Athena Calliope Chrysoula Danae Despina Dimitra Efthymia Eirini Eleftheria Eleni Evangelia Fotini Georgia Ioanna Kalliope Katerina Kyriaki Lemonia Marina Nefeli Niki "
     "Panagiota Paraskevi Polyxeni Stavroula Styliani Thaleia Theodora Vasiliki Zoi",
     "Achilleas Agathon Alexandros Anastasios Andreas Aristos Charalambos Christos Dimitrios Evangelos Fotis Georgios Giorgos Grigoris Ilias Ioannis Kostas Kyriakos Lefteris Leonidas Makis Manolis Michalis "
     "Nikos Panagiotis Pantelis Petros Savvas Sotiris Spyros Stavros Stelios Takis Thanasis Vangelis Vassilis Yiannis",
     "Andreou Charalambous Christodoulou Dimopoulos Eliades Galanis Hadjiyianni Ioannou Karras Kyprianou Lazarou Makris Nikolaou Pappas Savvides Stavrou Theodorou Vassiliou Zachariou"},
    {Tradition::Turkish, "turkish", "Turkish and Turkish Cypriot",
     "Asuman Aylin Aynur Aysel Aysun Begum Belgin Berna Betul Burcu Canan Derya Didem Dilara Ebru Elif Emine Esra Feride Filiz Fulya Gamze Gonca Gulay Gulsen Hacer Hulya Melek Melis Meltem Nesrin Nilay Nurcan "
     "Ozlem Pelin Pinar Seda Selin Sevgi Sevim Sibel Tugba Zerrin",
     "Adem Alper Arda Atilla Aydin Baris Berk Bulent Burak Cem Cengiz Cihan Deniz Ediz Emre Engin Erhan Erol Ertugrul Fikret Galip Gokhan Hakan Halit Huseyin Ilker Kaan Kadir Kemal Kerem Levent Metin Murat Mustafa "
     "Nihat Okan Onur Orhan Ozan Selim Serdar Sinan Tarkan Tolga Turgut Ufuk Umut Volkan Yasin Yavuz Yilmaz",
     "Akbulut Aksoy Altun Aslan Aydemir Bozkurt Cetin Coskun Demirel Erdem Gunes Kaplan Karaca Kilic Koc Korkmaz Ozturk Polat Sahin Tekin Topal Uysal Yalcin Yavas"},
    {Tradition::Kurdish, "kurdish", "Kurdish",
     "Awaz Avan Bahar Berfin Beritan Chiman Chnar Dalal Dilnaz Gulistan Hataw Hero Jiyan Kazhal Lana Nasrin Naza Nermin Nigar Payman Peri Rojin Ronahi Runak Sakar Sazan Shilan Shirin Shler Sozan Tara Viyan Zelal",
     "Aram Ari Azad Bakhtiar Baran Bawan Bejan Botan Dara Diyar Farhad Goran Hemin Hiwa Jamal Karwan Kawa Kurdo Mariwan Nechirvan Rawand Rebwar Rekar Renas Rizgar Rojhat Salar Sarbast Sherko Sherwan Shivan Sirwan "
     "Soran Zana Zagros",
     "Ahmadi Amedi Barwari Dosky Ezidi Garmiani Hawrami Jaff Karim Mizouri Perwari Qadir Rashid Sindi Sorani Surchi Talabany Zebari"},
    {Tradition::Arabic, "arabic", "Arab",
     "Abeer Afaf Ahlam Amani Amal Amira Asma Basma Dalia Dima Fadia Faten Ghada Hala Hanan Hayat Hiba Huda Iman Inas Jumana Khawla Lamia Layan Lina Lubna Maha Maisa Manal May Maysoon Mona Nada Nadia Nahla Najwa Nawal "
     "Nisreen Nour Ola Rabab Rana Rania Reem Rima Ruba Sahar Salma Samar Samira Sawsan Siham Suha Taghreed Wafa Widad Yasmin Zahra Zeina",
     "Adel Ahmad Amin Amjad Anwar Ashraf Ayman Badr Basel Bassam Emad Fadi Fahad Faisal Fares Fawaz Ghassan Habib Haitham Hani Hatem Hisham Ibrahim Ihab Jalal Jamil Jawad Kamal Karam Khalil Latif Lutfi Mahmoud Majed "
     "Marwan Mazen Mounir Nabil Nader Nasser Nizar Omar Osman Qasim Raed Rafiq Ramzi Rashad Rayan Riyad Sabri Saleh Sami Samir Tamer Tarek Wael Walid Wissam Yahya Yazan Younes Zaid Ziad",
     "Abboud Awad Barakat Bitar Daher Farah Ghanem Habash Haddad Issa Jaber Kassab Khoury Maalouf Mansour Masri Nassar Qabbani Rahal Sabbagh Saleh Shaheen Tamimi Zaytoun"},
    {Tradition::Persian, "persian", "Iranian and Afghan",
     "Afsaneh Arezoo Azadeh Bahareh Behnaz Elaheh Elham Farah Farideh Farzaneh Fereshteh Forough Ghazal Golnaz Homa Katayoun Ladan Laleh Leyla Mahnaz Mahsa Marjan Maryam Mina Mitra Mojgan Mozhgan Nahid Nasim Nastaran "
     "Negar Niloufar Parisa Parvin Roya Samaneh Sepideh Setareh Shabnam Shadi Shahla Shohreh Simin Soraya Taraneh Zarghuna Zohreh",
     "Abbas Afshin Amir Arash Ardeshir Arman Babak Bahman Bahram Behrouz Behzad Bijan Dariush Ehsan Esmail Farhad Faramarz Farid Fereydoun Ghulam Hamid Homayoun Hooman Iraj Jahan Jamshid Javad Kamran Kaveh Keyvan "
     "Khosrow Mehdi Mehran Mirwais Morteza Najib Nasir Navid Omid Parviz Payam Pouya Rahim Ramin Reza Rostam Saeed Shahram Sina Siamak Sohrab Vahid Wahid Zalmai",
     "Ahmadzai Bahrami Daneshvar Ebadi Farahani Ghorbani Hashemi Jalali Karimi Kazemi Moradi Nazari Niazi Noorzai Rahimi Rostami Sadeghi Shirazi Stanekzai Tavakoli Yousefzai Zamani"},
    {Tradition::PakistaniBangladeshi, "pakistani_bangladeshi", "Pakistani and Bangladeshi",
     "Afshan Aleena Amna Aneela Anjuman Anum Asiya Ayesha Azra Bilqis Bushra Dilruba Farhana Farzana Fauzia Ferdousi Ghazala Hafsa Humaira Iffat Iram Ishrat Jahanara Javeria Kaniz Khadija Kulsum Lubna Maheen Mahmuda "
     "Maliha Mehreen Misbah Momena Mumtaz Munira Nadira Naila Najma Nargis Naseem Nasima Nasreen Nighat Nilufa Nusrat Parveen Qudsia Rabia Rehana Robina Rukhsana Saima Salma Samina Sabiha Shabana Shagufta Shaheen Shamim "
     "Shazia Sultana Sumaira Tahira Tahmina Tasneem Uzma Yasmeen Zainab Zakia Zeenat Zubaida",
     "Aamir Abid Adeel Aftab Akbar Akhtar Aklaq Arif Arshad Asad Asif Aslam Atif Ayub Azhar Babar Bashir Bilal Ejaz Faisal Farooq Fazal Ghulam Habib Hafeez Hanif Haroon Ijaz Ilyas Imtiaz Irfan Ishaq Jabbar Jahangir "
     "Javed Kabir Kaleem Kamran Kashif Khalid Khurram Mahbub Masood Mizan Mohsin Moin Mubarak Mukhtar Munir Muzaffar Nadeem Naeem Naveed Nazir Nurul Qaiser Rafiq Rashid Rauf Rizwan Sabir Sadiq Sajid Saleem Shafiq Shahid "
     "Shakeel Shamsul Sharif Shoaib Tahir Tanvir Tariq Usman Wajid Waqar Waseem Yaqub Yousaf Zafar Zahid Zaheer Zubair",
     "Abbasi Akram Alam Anwar Bhatti Butt Chaudhry Dar Ghafoor Haider Hussaini Ismail Janjua Kazi Khatun Latif Mahmood Majumder Mirza Mollah Mughal Qureshi Rafique Sarwar Siddique Sarkar Talukdar Tarafdar Zaman"},
    {Tradition::Hindu, "hindu", "Indian and Nepali",
     "Aarti Aditi Alka Amrita Anjali Ankita Anuradha Archana Arundhati Bhavna Bina Chandni Charu Damini Deepa Devika Gita Hansa Hema Indira Ila Jaya Jyoti Kajal Kalpana Kalyani Kamala Kavita Ketaki Kokila Kumud Lalita Lata "
     "Leela Madhavi Malini Manisha Maya Meena Meera Mohini Mridula Nalini Namrata Nandini Neha Nirmala Nisha Padma Pallavi Parul Pooja Prema Pushpa Radha Rakhi Ranjana Rekha Renu Ritu Rohini Rupal Sangeeta Sarita Savita "
     "Shanta Sharmila Shobha Shreya Smita Sneha Sudha Sujata Sumitra Sunita Surbhi Sushila Trupti Urmila Usha Vandana Varsha Veena Vidya Vimala",
     "Aditya Ajay Akash Alok Amit Amol Anand Anil Arjun Ashok Ashwin Bharat Bhaskar Bhavesh Bipin Chandan Chetan Deepak Dhiren Dilip Dinesh Ganesh Gaurav Gopal Govind Girish Hari Harish Hemant Hitesh Jagdish Jatin Jayesh "
     "Jitendra Kapil Karan Kartik Ketan Kiran Kishore Lalit Mahesh Manoj Mayur Mohan Mukesh Nandan Narendra Naresh Neeraj Nikhil Nilesh Nitin Parag Pankaj Pradeep Prakash Pranav Prashant Pravin Raghav Rajesh Rakesh Ramesh "
     "Ravi Rohan Rohit Sachin Samir Sandeep Sanjay Satish Shailesh Shyam Subhash Sudhir Sunil Suresh Tarun Tushar Umesh Varun Vijay Vikram Vinay Vipul Vishal Vivek Yogesh",
     "Acharya Adhikari Agarwal Bhandari Bhatt Chopra Dalal Desai Deshmukh Gurung Joshi Kapadia Kulkarni Mistry Nair Parekh Pandya Pathak Purohit Raval Sapkota Sethi Shetty Shrestha Solanki Thapa Trivedi Vora Vyas"},
    {Tradition::Sikh, "sikh", "Punjabi and Sikh",
     "Amarjit Amrit Baljinder Balvinder Bhupinder Charanjit Daljit Davinder Gurbaksh Gurdeep Gurinder Gurjit Gurpreet Harbhajan Hardeep Harjinder Harleen Harpreet Harvinder Inderjit Jasleen Jaspreet Jasvinder Jatinder Kamaljit "
     "Kiranjit Kulwant Kulwinder Lakhbir Mandeep Manjit Manpreet Mohinder Navdeep Navjot Paramjit Parminder Prabhjot Rajwinder Ranjit Rupinder Sandeep Satinder Satwant Simran Sukhdeep Sukhjit Sukhwinder Surinder Swaran Tejinder "
     "Tripta",
     "Amarjit Amrik Avtar Balbir Baldev Balraj Balwant Bhupinder Bikram Charanjit Dalbir Daljit Darshan Davinder Dilbag Gurbachan Gurdev Gurdial Gurmeet Gurmukh Gurnam Gurpal Harbans Hardev Hardial Harjit Harmesh Harpal Inderpal "
     "Jagdeep Jagjit Jarnail Jasbir Jaswant Joginder Karamjit Karnail Kashmir Kirpal Kuldip Kulbir Lakhvir Makhan Malkit Manmohan Mohan Nirmal Onkar Pargat Pritam Rajinder Ranbir Ravinder Resham Sarabjit Satnam Sohan Sukhdev "
     "Sukhvir Surjit Tarlochan Tarsem Tejpal Ujagar Zora",
     "Atwal Aujla Bains Bassi Bhogal Chahal Cheema Dhaliwal Dhillon Dosanjh Gill Hayer Johal Kalsi Khaira Lally Mahal Mangat Nagra Panesar Purewal Randhawa Sahota Sandhu Sangha Sidhu Sohal Uppal Virdee"},
    {Tradition::Tamil, "tamil", "Tamil and Sri Lankan",
     "Abirami Amutha Anula Arulmozhi Chandrika Chitra Damayanthi Dharshini Dilani Gayathri Hemamali Inoka Kalaivani Kamini Kanchana Kavitha Kumari Lakshika Manel Menaka Nilmini Nirosha Padmini Pavithra Premila Ranjani Sakunthala "
     "Shanthi Sivagami Soundari Sujeewa Suganthi Sumathi Thamarai Thilaka Thushari Vasanthi Yamuna",
     "Ajith Anura Aravind Arul Asanka Balan Chaminda Chandran Dayan Dhanush Gamini Ganeshan Harsha Ilango Janaka Jayan Kandiah Karthik Kumaran Lakshman Mahendran Mahinda Murali Nadarajah Nalin Nimal Prabhu Pradeepan Rajan Ranil "
     "Ravindran Rohana Ruwan Sanjeewa Saravanan Selvan Senthil Shanmugam Sivakumar Sugath Sunanda Suren Thiru Thushara Upul Vasanthan Velan Vijayan Wasantha Yogan",
     "Amarasinghe Arulanandan Balasubramaniam Dissanayake Ganesan Gunawardena Herath Jeyaraj Karunaratne Kumaraswamy Mendis Muthulingam Navaratnam Paramsothy Peiris Ranatunga Selvadurai Sivapalan Thambiah Wickramage"},
    {Tradition::WestAfrican, "west_african", "West African",
     "Abena Abimbola Adaeze Adaobi Adenike Adesuwa Adwoa Afia Akosua Akua Ama Amara Aminata Ayodele Binta Bisi Bola Chiamaka Chidinma Chinwe Dzifa Ebele Efua Ejiro Ekua Esi Fatoumata Folake Funmilayo Hawa Ifeoma Ifeyinwa Isatou "
     "Kadiatu Kehinde Kemi Khadi Kosiso Mabinty Mariama Morenike Ndidi Ngozi Nkechi Nneka Obiageli Oluchi Omolara Onyeka Ronke Sade Serwaa Sira Temitope Titilayo Tiwa Uche Uju Yaa Yetunde Yewande Zainabu",
     "Abdoulaye Abiodun Adebayo Adewale Akin Alhaji Amadou Anan Babatunde Bakary Boubacar Chibuzo Chidi Chijioke Chike Chinedu Chukwuma Dayo Demba Ebo Ebrima Emeka Femi Foday Gbenga Ibukun Ifeanyi Ikenna Kelechi Kobina Kofi Kojo "
     "Kunle Kwabena Kwadwo Kwaku Kwame Kwasi Kweku Lamin Lanre Mamadou Momodou Nnamdi Obinna Okechukwu Olumide Oluwaseun Onyekachi Osagie Ousmane Sekou Seyi Sidi Tokunbo Tunde Uchenna Ugochukwu Wale Yaw Yinka Yusufu",
     "Abiola Acheampong Adeyinka Agyeman Akinola Amoah Ansah Asante Bangura Boateng Ceesay Conteh Darko Diallo Eze Fofana Ibekwe Jalloh Kamara Kargbo Mensah Nwachukwu Obiora Okoro Olatunji Opoku Owusu Sesay Sowe Touray Udeh"},
    {Tradition::EastAfrican, "east_african", "East African, Ethiopian and Eritrean",
     "Abeba Achieng Adanech Adhiambo Akinyi Almaz Amina Apiyo Aster Atieno Bethlehem Birtukan Chebet Chepkemoi Eden Elfnesh Freweini Genet Hirut Jepkoech Kagendo Kebedech Kidist Letebrhan Lulit Makeda Mehret Meseret Mukami Mulu "
     "Muthoni Nabirye Nakato Nalubega Namukasa Nekesa Njeri Nyambura Nyokabi Rahel Saba Selam Senait Tirunesh Tsehay Wairimu Wambui Wangari Wanjiku Yodit Zawadi Zewditu",
     "Abebe Abel Aklilu Alemu Asmerom Baraka Barasa Bekele Biniam Dawit Demeke Ermias Fikru Getachew Girma Habtom Haile Jabali Juma Kagiso Kamau Karanja Kibet Kidane Kiprono Kipchirchir Kizito Lemma Mebrahtu Mekonnen Merhawi Mugisha "
     "Musoke Mutua Mwangi Njoroge Ochieng Odhiambo Okello Okot Omondi Otieno Robel Ruto Samson Seyoum Simba Tekle Tesfaye Tsegaye Wafula Waweru Yohannes Yonas Zerihun",
     "Achola Asfaw Berhane Byaruhanga Gebremariam Gitau Kariuki Kato Kiggundu Kimani Koech Lubega Maina Mbugua Mugambi Mulindwa Ndungu Nyong Ogola Opio Ssali Tadesse Tewolde Wolde Woldu"},
    {Tradition::Somali, "somali", "Somali",
     "Amran Anab Asha Ayaan Barni Batulo Canab Caasha Deeqa Deqa Dhuuxo Ebla Faduma Faiza Farhiya Fartun Fowsiya Habiba Halimo Hamdi Hibaq Hodan Hodo Idil Ifrah Ikran Kaltun Khadra Ladan Leylo Maryan Muna Nasteho Nimo Qamar Rahma Raho "
     "Ruqiya Safiya Sagal Sahra Shamso Shukri Sucdi Ubah Warsan Xawo Yurub Zamzam",
     "Abdi Abdirahman Abdullahi Absame Aden Axmed Bashe Bile Burhan Cabdi Cali Daud Diriye Dalmar Duale Faarax Farhan Geedi Guled Gutale Hersi Idiris Ismaciil Jaamac Keynaan Khadar Korane Liban Mahad Mahamud Muse Nuh Nur Qalib Roble Sahal "
     "Saciid Sharmarke Shire Suleiman Taban Warfa Warsame Yonis Yusuf Zakariye",
     "Abshir Adan Barre Bulhan Dirie Duale Egal Elmi Farole Gedi Guleed Haji Jama Kulmiye Madar Nuur Omaar Robleh Samatar Samow Shirwa Sugulle Waberi Yabarow"},
    {Tradition::SouthernAfrican, "southern_african", "Southern African",
     "Anesu Boitumelo Chenai Chiedza Chipo Dikeledi Fadzai Farai Itumeleng Kagiso Karabo Kudzai Lerato Lindiwe Mandisa Masechaba Mutsa Naledi Nandi Netsai Nokuthula Nomvula Nomsa Nosipho Nyasha Palesa Precious Rudo Rumbidzai Ruvimbo Sekai "
     "Sibongile Sindisiwe Siphiwe Tariro Tendai Thandeka Thandi Thembi Thuli Tsitsi Vimbai Zanele Zodwa",
     "Bheki Bongani Chenjerai Dumisani Farai Fungai Gift Godknows Jabulani Kabelo Katlego Kgosi Kudakwashe Lethabo Lungile Mandla Mpho Munyaradzi Mthunzi Ndumiso Neo Nhlanhla Nkosana Panashe Rufaro Sabelo Sandile Sibusiso Simba Sipho Sizwe "
     "Tafadzwa Takudzwa Tapiwa Tatenda Tawanda Thabo Thulani Tinashe Tonderai Tshepo Vusi Wandile Xolani Zenzele",
     "Banda Chikwanha Chirwa Dlamini Dube Gumede Khumalo Mabaso Makoni Mashaba Mhlanga Mlambo Moyo Mpofu Mutasa Ncube Ndebele Nkomo Nyathi Phiri Sibanda Sithole Tembo Zulu Zwane"},
    {Tradition::Portuguese, "portuguese", "Portuguese and Brazilian",
     "Adriana Alcina Alzira Amelia Anabela Aparecida Beatriz Benedita Camila Carla Catarina Celeste Celia Cidalia Conceicao Cristiana Dulce Eduarda Estela Fatima Fernanda Filipa Flavia Graca Helena Ines Isaura Jandira Joana Juliana Larissa "
     "Leticia Luciana Luiza Luisa Luzia Manuela Marcia Margarida Mariana Marlene Neusa Odete Olinda Patricia Piedade Raquel Rosangela Silvana Soraia Sonia Susana Tatiana Teresinha Vania",
     "Abilio Adelino Afonso Agostinho Albano Alcides Alexandre Alvaro Amadeu Andre Antonio Armando Arnaldo Augusto Bernardo Bruno Caetano Carlos Cesar Claudio Dinis Diogo Duarte Edson Eduardo Elias Evandro Fabio Fausto Fernando Flavio Geraldo "
     "Goncalo Gustavo Helder Henrique Horacio Hugo Inacio Joaquim Jorge Leandro Leonel Luis Marcelo Mario Mauro Miguel Nelson Nuno Octavio Orlando Paulo Raul Renato Ricardo Rodrigo Rogerio Ruben Rui Sergio Telmo Thiago Tiago Vasco Vitor Xavier",
     "Abrantes Azevedo Barreto Bastos Brito Cabral Cardoso Coelho Esteves Faria Fonseca Freitas Lacerda Leitao Machado Matos Meireles Moreira Neves Pacheco Pinheiro Rocha Sampaio Tavares Teixeira Valente Vieira"},
    {Tradition::Spanish, "spanish", "Spanish and Latin American",
     "Adela Ainhoa Alejandra Alicia Almudena Amparo Araceli Ariadna Azucena Belen Blanca Carmela Catalina Cayetana Celia Consuelo Dolores Elvira Encarna Esperanza Estefania Estrella Fabiola Graciela Guadalupe Irene Isabel Itziar Josefa Lorena Lourdes "
     "Luisa Luz Macarena Maite Maribel Marisol Mercedes Milagros Montserrat Natalia Nieves Noelia Nuria Paloma Paola Paz Pilar Remedios Rocio Rosario Soledad Soledad Teresa Valentina Veronica Ximena Yolanda",
     "Abelardo Adolfo Agustin Alberto Alejandro Alfonso Alonso Alvaro Andres Anselmo Arturo Aurelio Benito Bernardo Camilo Clemente Cristobal Damaso Domingo Edgardo Efrain Emilio Enrique Ernesto Esteban Eusebio Facundo Felipe Felix Fermin Fidel Gabino "
     "Gerardo Gonzalo Guillermo Gustavo Hector Hernan Ignacio Ismael Jaime Javier Joaquin Julio Leandro Leopoldo Lorenzo Luciano Manuel Marcelino Matias Mauricio Maximo Nestor Octavio Osvaldo Pascual Patricio Rafael Ramon Raul Roberto Rodolfo Rogelio "
     "Salvador Santiago Segundo Teodoro Tomas Ulises Vicente Wilfredo",
     "Aguilera Alarcon Arroyo Benitez Cabrera Caceres Cordero Escobedo Figueroa Galindo Herrero Ibarra Lozano Montero Naranjo Ocampo Olmedo Paredes Quiroga Rosales Salinas Tejada Uribe Valverde Zamora"},
    {Tradition::Italian, "italian", "Italian",
     "Adele Alessia Annalisa Antonella Barbara Bianca Carlotta Caterina Chiara Cinzia Concetta Costanza Daniela Donatella Elisabetta Emanuela Fabiana Federica Fiorella Flavia Francesca Gabriella Giada Gianna Giovanna Giulia Giuseppina Graziella Ilaria "
     "Immacolata Lucrezia Loredana Ludovica Maddalena Marcella Mariangela Marisa Martina Michela Mirella Nicoletta Ornella Paola Patrizia Pierina Raffaella Rossella Sabrina Serena Silvana Silvia Simonetta Tiziana Valeria Viviana",
     "Achille Aldo Alessandro Alfredo Amedeo Angelo Antonio Attilio Bruno Carmelo Carmine Cesare Ciro Claudio Corrado Cosimo Dario Davide Domenico Edoardo Elio Emanuele Enrico Enzo Ettore Fabrizio Federico Filippo Flavio Franco Gaetano Gennaro Giacomo "
     "Gianluca Giorgio Giovanni Giuliano Guido Lorenzo Luca Luciano Luigi Marcello Massimo Maurizio Mauro Nicolo Orazio Ottavio Paolo Pasquale Piero Pietro Renzo Riccardo Rocco Salvatore Sandro Saverio Silvio Stefano Tommaso Umberto Vincenzo Vito",
     "Amato Barbieri Battaglia Bellini Caruso Conti Damiani Esposito Fabbri Galli Giordano Grassi Leone Lombardi Mancini Marchetti Moretti Palumbo Pellegrini Rinaldi Romano Santoro Testa Valentini"},
    {Tradition::French, "french", "French",
     "Adeline Agathe Amandine Anais Apolline Audrey Aurelie Benedicte Berenice Blanche Camille Capucine Cecile Celine Chantal Christelle Clemence Colette Coralie Corinne Delphine Dominique Elodie Emeline Estelle Eugenie Fabienne Florence Genevieve Ghislaine "
     "Helene Isabelle Jocelyne Laetitia Laurence Leonie Lucienne Lydie Madeleine Manon Margaux Marguerite Marine Mathilde Mireille Monique Muriel Nathalie Noemie Odile Oceane Pascale Pauline Romane Sandrine Severine Solange Sylvie Therese Veronique Viviane",
     "Adrien Alain Alexandre Alphonse Anatole Antoine Armand Arnaud Aurelien Bastien Baptiste Benoit Bertrand Cedric Clement Corentin Cyril Damien Denis Didier Edouard Emile Etienne Eustache Fabien Fabrice Florent Francois Frederic Gaston Gautier Gerard Gilles "
     "Gregoire Guillaume Guy Herve Hippolyte Jacques Jerome Laurent Leon Loic Luc Ludovic Lucien Mathieu Maxime Michel Nicolas Olivier Pascal Patrice Philippe Pierre Quentin Raoul Remi Romain Sebastien Serge Stephane Sylvain Theo Thibault Thierry Tristan Valentin "
     "Xavier Yann Yves",
     "Aubert Barbier Besson Blanchard Boucher Carpentier Chevalier Colin Delacroix Deschamps Dufour Fontaine Gauthier Girard Guerin Lacroix Lambert Leclerc Lemoine Marchand Mercier Moreau Perrin Renaud Rousselle Vasseur"},
    {Tradition::German, "german", "German, Dutch and Scandinavian",
     "Adelheid Agnes Anke Anneliese Annika Antje Astrid Barbel Birgit Brigitte Britta Carola Cornelia Dagmar Doris Dorothea Elke Ellen Elsbeth Erika Eva Femke Friederike Gerda Gertrud Gisela Greta Gudrun Hanna Hannelore Hedda Hedwig Heidi Heike Helga Henrike "
     "Hilde Ilse Inge Ingrid Irmgard Jutta Karin Katja Kerstin Kirsten Lieselotte Lotte Maike Margarethe Margit Marlies Marieke Mechthild Monika Petra Renate Roswitha Sabine Saskia Sigrid Silke Solveig Sonja Steffi Svenja Tanja Ulrike Ursel Uta Waltraud",
     "Achim Albrecht Alfons Andreas Anders Arne Arnold Axel Bastiaan Bernd Bernhard Bertil Bjorn Carsten Christoph Detlef Dieter Dietmar Eberhard Eckhard Egon Erich Ernst Erwin Ewald Friedrich Fritz Georg Gerhard Gerrit Gunther Gustav Hannes Harald Heiko Heinrich "
     "Heinz Helmut Hendrik Henning Herbert Hermann Holger Horst Ingo Jannik Jens Jochen Joost Jorg Jurgen Karsten Kaspar Klaus Kurt Lars Leif Lennart Lothar Ludwig Lutz Manfred Markus Matthias Niels Norbert Olaf Otto Pieter Rainer Reinhard Ruud Rudiger Sander Siegfried "
     "Stefan Sven Thorsten Udo Ulf Ulrich Uwe Volker Willem Wilhelm Wolfgang",
     "Albers Bachmann Bakker Behrens Brandt Dekker Dietrich Ebner Fischer Gruber Hansen Hoffmann Jansen Kaiser Keller Kramer Lindqvist Lorenz Meissner Neumann Nilsson Petersen Reinhardt Schreiber Sommer Steiner Vogel Winkler Zimmer"},
    {Tradition::Jewish, "jewish", "Jewish",
     "Adina Aviva Avital Batsheva Bluma Chana Chaya Devorah Dina Dvora Esther Faiga Frumi Gitty Golda Hadassah Ilana Leah Liora Malka Mazal Michal Mindel Nechama Noa Orly Penina Rachel Rivka Ronit Ruchel Sara Shani Shifra Shira Shoshana Shulamit Talia Tamar Tova Tzipora "
     "Yael Yehudit Yocheved Zissel",
     "Aharon Akiva Amos Ariel Asher Avi Avraham Baruch Benzion Boaz Chaim Dov Efraim Eitan Eli Eliezer Ezra Feivel Gershon Gideon Hillel Hershel Itamar Itzhak Leib Menachem Mendel Meir Mordechai Moshe Naftali Nachum Natan Nissim Noam Pinchas Reuven Shaul Shimon Shlomo Shmuel "
     "Simcha Tuvia Uri Yaakov Yehuda Yisroel Yitzchok Yonatan Yosef Zalman Zev Zvi",
     "Abramsky Adler Blumenthal Cohn Dreyfus Ehrlich Feldman Finkel Freilich Ginsburg Grunfeld Hirschfeld Kagan Lerner Lipschitz Mandel Perlman Rabin Rosenthal Sassoon Schechter Shapiro Steinberg Teitelbaum Weinstock Zuckerman"},
    {Tradition::Chinese, "chinese", "Chinese",
     "Aihua Baozhen Chunhua Chunmei Cuiping Fenfang Guiying Hongmei Huilan Huiqing Jiahui Jiaying Jingyi Juan Lanfen Lanying Lihua Lijuan Liling Limei Liping Meihui Meilin Meiling Meixiu Minghui Peiling Peizhi Qiaolian Qingzhao Qiuyue Ruolan Shuchun Shufen Siewling Suyin Suling "
     "Wanling Weiting Xiaofei Xiaohong Xiaoling Xiaomei Xinyi Xiuying Xiulan Xuefen Yanmei Yanyu Yingtai Yuming Yulan Yunxia Zhenzhen",
     "Aiguo Bingwen Boqin Changming Chaoxiang Chenguang Deming Dingxiang Dongliang Fengmian Gengxin Guanyu Guoliang Guowei Guozhi Haoran Heping Hongwei Huiliang Jianguo Jianhong Jianyu Jiahao Jinhai Junjie Kaifeng Liqiang Liwei Minghao Mingzhe Pengfei Qingshan Renshu Ruiming Shaoming "
     "Shengli Shiwei Siyuan Tianyu Weimin Weiming Wenhao Wenjie Xiaobo Xiaodan Xueqin Xinghua Yaoting Yifan Yingjie Yongsheng Yongrui Yucheng Zemin Zhengsheng Zhigang Zhiwei Zihan Zixin",
     "Bai Cheung Deng Fung Guo Heung Huang Kwok Lau Leung Liang Luo Ng Peng Qiu Shao Siu Tang Tsang Wan Xie Xu Yeung Yuen Zhao Zheng Zhu"},
    {Tradition::Vietnamese, "vietnamese", "Vietnamese",
     "Bich Chau Cam Diep Dung Giang Hanh Hoa Hong Hue Huong Huyen Khanh Kieu Lan Lien Linh Loan Mai Minh Ngan Ngoc Nguyet Nhung Oanh Phuong Quyen Quynh Tam Thao Thanh Thuy Thi Tien Trang Trinh Truc Tuyet Uyen Van Xuan Yen",
     "An Anh Bao Binh Cuong Danh Dat Dinh Duc Dung Duong Duy Giang Hai Hao Hien Hieu Hoang Hung Huy Khang Khanh Khoa Kiet Lam Loc Long Luan Minh Nam Nghia Nhan Phat Phong Phuc Quan Quang Quoc Son Tai Tam Tan Thang Thanh Thien Thinh Tien Toan Tri Trung Tuan Tung Viet Vinh Vu",
     "Bui Chau Dang Dinh Duong Huynh Lam Luong Mac Ngo Phan Phung Quach Trinh Truong Vo"},
    {Tradition::Filipino, "filipino", "Filipino",
     "Amihan Analyn Annaliza Arlene Aurora Bernadeth Cherrylyn Corazon Corazon Cristeta Dalisay Divina Editha Erlinda Evangeline Felicidad Flordeliza Gemma Herminia Imelda Jocelyn Josefina Leonora Liwayway Ligaya Lorna Luningning Luzviminda Maricel Maricar Marilou Marites Melinda Myrna Nenita "
     "Noemi Norma Perlita Rosalie Rosario Rowena Rosemarie Rizalina Teresita Tessie Vilma Virgilia Zenaida",
     "Alberto Alfredo Amado Antonio Arnel Arturo Benigno Bayani Cesar Crisanto Danilo Delfin Dindo Domingo Edgardo Eduardo Efren Emilio Ernesto Fernando Florencio Gregorio Isagani Jejomar Jericho Jose Lito Mariano Melchor Nestor Nilo Orlando Pacifico Reynaldo Ricardo Rodel Rodolfo Rogelio Rolando "
     "Romeo Rommel Ronaldo Ruel Rufino Teodoro Vicente Virgilio Wilfredo",
     "Abad Agbayani Aquino Bautista Buenaventura Caballero Dalisay Dimaculangan Evangelista Gatdula Ilagan Lacson Macaraeg Magsaysay Manalo Natividad Panganiban Pascual Salonga Sumulong Tolentino Villanueva"},
};

constexpr std::string_view kWellKnown =
    "adele laurie\namanda barrie\namanda knox\nanthony hopkins\nanthony perkins\nandrew sinclair\nangus deayton\nanita rani\nbenazir bhutto\nbenigno aquino\ncorazon aquino\ncameron mackintosh\ncharlotte church\nchristopher reeve\nchristopher lee\nclaudio ranieri\n"
    "colin firth\ncarlos moreno\ndeborah kerr\ndeborah meaden\ndominic raab\ndominic grieve\ndouglas adams\ndylan thomas\neleanor rigby\nelena ferrante\nemre can\nesther rantzen\nestee lauder\nfelipe massa\nfiona bruce\nfiona shaw\nfrancesca mancini\ngareth bale\n"
    "gareth southgate\ngemma chan\ngeorgina rodriguez\ngraham norton\ngraham greene\ngordon brown\ngordon ramsay\ngeoffrey chaucer\ngiovanni bellini\ngolda meir\nharriet harman\nharvey keitel\nhilary mantel\nhugo boss\nimelda staunton\nindira gandhi\nivana vaughan\njacques chirac\n"
    "jeremy corbyn\njeremy clarkson\njeremy vine\njonathan ross\njonathan powell\njulian barnes\njulian assange\nkofi annan\nkwame nkrumah\nkwasi kwarteng\nkeir starmer\nkenneth clarke\nlaura kuenssberg\nlionel messi\nleonard cohen\nlorraine kelly\nmalcolm powell\nmartin freeman\nmaxine peake\n"
    "meera syal\nmeera nair\nmira nair\nmiriam margolyes\nmo farah\nmohan singh\nnadia hussain\nnadiya hussain\nnarendra modi\nnaomi campbell\nnicola sturgeon\nnicola adams\nnicholas lyndhurst\nnigella lawson\noliver cromwell\noliver twist\nolivia colman\norhan pamuk\npamela anderson\npatrick stewart\npatrick vieira\nphilip pullman\nphilip hammond\n"
    "priti patel\nrahul dravid\nrebecca adlington\nromeo beckham\nrishi sunak\nrosalind franklin\nrupert murdoch\nrupert everett\nsachin tendulkar\nsadiq khan\nsaira khan\nsajid javid\nsamantha cameron\nsandra oh\nsebastian coe\nserena williams\nshabana azmi\nshabana mahmood\nshakira mebarak\nsheila hancock\nsimon cowell\nsonia gandhi\nstefan lofven\n"
    "stephanie beacham\nsunil gavaskar\nsusannah constantine\ntatiana romanov\nterence stamp\nthabo mbeki\nthierry henry\ntrevor mcdonald\ntrevor noah\nvanessa redgrave\nvanessa feltz\nvikram seth\nvincent vaughan\nvirat kohli\nvladimir putin\nvolodymyr zelenskyy\nwaqar younis\nwarsan shire\nxavier hernandez\nyasmin qureshi\nyvonne fletcher\nzara tindall\n"
    "zara phillips\nzinedine zidane\nmanfred mann\nludwig erhard\nkarim khan\nbashar assad\nolivia pope\nsimon sinclair\nclive sinclair\niain sinclair\nbenito amato\nsilvio conti\nantonio conte\nantonio conti\ncarmine galante\ndario conti\nyusuf islam\nilhan omar\nrahma ali\nrio ferdinand\nvirgil abloh\nmarcelo vieira\nmarcelo moreira\nfabio carvalho\nsergio ramos\n"
    "rafael nadal\npaulo coelho\njorge valdano\nedson nascimento\nadele adkins\nmercedes ruehl\nedith piaf\ndenis compton\ngustavo fring\nenzo fernandez\nluca guadagnino\nfederico valverde\nchristian eriksen\nalexandre lacazette\nalain delon\nanatole france\nandreas papandreou\nalexandra burke\nangela merkel\nolaf scholz\nhelmut kohl\nheinrich bohl\nboris becker\nsteffi graf\n"
    "gerard butler\nmartin luther\nwolfgang mozart\nludwig beethoven\nfriedrich engels\notto dietrich\nnatasha kaplinsky\nsami khedira\nomar sharif\nahmad shah\nibrahim ali\nfaisal islam\nshahid kapoor\nkareena kapoor\nkiran desai\nanita desai\nrajesh khanna\namrita pritam\nravi shankar\nravi shastri\narjun kapoor\nkapil dev\nanil kumble\nmanoj bajpayee\nbhupinder hooda\nnavjot sidhu\njaspreet bumrah\nharbhajan mann";

constexpr std::string_view kWellKnownForenames =
    "adolf\nbanaz\nbarack\nbenedict\nbeyonce\nboris\ncleopatra\ndiana\ndonald\nelvis\nfidel\nfred\nfredo\ngalileo\nhumza\nidi\nimelda\nindira\njimi\njosef\nkamala\nkeir\nlenin\nluigi\nmadonna\nmalala\nmao\nmeghan\nmo\nmohandas\nmussolini\nmyra\nnapoleon\nnelson\noprah\nosama\nozzy\npele\n"
    "peppa\nraneem\nrihanna\nrishi\nrosemary\nsaddam\nsade\nshafilea\nshakira\nshamima\nstormzy\ntupac\nvincenzo\nvladimir\nzendaya\nzinedine\nnarendra\nbenito\nharvey\nrommel\nnapoleone\nsolomon\nputin\nindiana\ngenghis\nattila\natilla";
}  // namespace

std::span<const NameList> name_lists() { return kLists; }
std::string_view well_known_names() { return kWellKnown; }
std::string_view well_known_forenames() { return kWellKnownForenames; }

}  // namespace heed::anonymise
